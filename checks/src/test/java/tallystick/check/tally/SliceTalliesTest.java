package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SliceTalliesTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    @Property(tries = 200)
    void sumIsThatOfUnsignedNumbersModulo2To128(@ForAll List<Long> highs, @ForAll Random random) {
        SliceTallies tallies = new SliceTallies();
        BigInteger expected = BigInteger.ZERO;
        for (long high : highs) {
            long low = random.nextLong();
            tallies.add(tallies.slot("s"), high, low);
            expected = expected.add(number(high, low)).mod(MODULUS);
        }
        SliceTally tally = tallies.tally("s");
        assertThat(tally.count()).isEqualTo(highs.size());
        assertThat(number(tally.sumHigh(), tally.sumLow())).isEqualTo(expected);
    }

    @Property(tries = 100)
    void mergingInAnyOrderAndThroughBytesGivesTheSame(@ForAll Random random) throws IOException {
        SliceTallies whole = new SliceTallies();
        List<SliceTallies> parts = new ArrayList<>();
        for (int part = 0; part < 5; part++) {
            SliceTallies tallies = new SliceTallies();
            for (int i = 0; i < 50; i++) {
                String slice = "day=" + random.nextInt(40);
                long high = random.nextLong();
                long low = random.nextLong();
                tallies.add(tallies.slot(slice), high, low);
                whole.add(whole.slot(slice), high, low);
                if (random.nextInt(10) == 0) {
                    tallies.reject(tallies.slot(slice));
                    whole.reject(whole.slot(slice));
                }
            }
            parts.add(throughBytes(tallies));
        }
        Collections.shuffle(parts, random);
        SliceTallies merged = new SliceTallies();
        parts.forEach(merged::merge);
        assertThat(merged.slices()).isEqualTo(whole.slices());
        for (String slice : whole.slices()) {
            assertThat(merged.tally(slice)).isEqualTo(whole.tally(slice));
        }
    }

    @Test
    void twoEqualRecordsDoNotCancel() {
        SliceTallies twice = new SliceTallies();
        twice.add(twice.slot("s"), 1, 2);
        twice.add(twice.slot("s"), 1, 2);
        SliceTallies other = new SliceTallies();
        other.add(other.slot("s"), 3, 4);
        other.add(other.slot("s"), 3, 4);
        assertThat(twice.tally("s").sameRecords(other.tally("s"))).isFalse();
        assertThat(twice.tally("s").sameRecords(SliceTally.EMPTY)).isFalse();
        assertThat(twice.tally("s").sum()).isEqualTo("00000000000000020000000000000004");
    }

    private static SliceTallies throughBytes(SliceTallies tallies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tallies.write(new DataOutputStream(bytes));
        return SliceTallies.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static BigInteger number(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }
}
