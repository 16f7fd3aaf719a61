package tallystick.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tallystick.canonical.RecordBuffer;

class EpochNumberTest {
    private final RecordBuffer buffer = new RecordBuffer();
    private final List<String> found = new ArrayList<>();

    private String written(int digits, boolean keepsOffset, long seconds, int nanos, int offset) {
        buffer.reset(new byte[0], 1);
        int node = buffer.slot(0, 0);
        buffer.setMoment(node, seconds, nanos, offset);
        return new EpochNumber(digits, keepsOffset)
                .write(buffer, node, (reason, why) -> found.add(reason.code() + ": " + why))
                .toString();
    }

    @Test
    void timesOfThatManyDigitsAreWrittenAsTheyAre() {
        assertThat(written(3, false, 12, 345_000_000, RecordBuffer.NO_OFFSET)).isEqualTo("12345");
        assertThat(written(9, true, -1, 999_999_999, 0)).isEqualTo("-1");
        assertThat(found).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaid() {
        written(3, false, 12, 345_000_001, RecordBuffer.NO_OFFSET);
        written(0, true, 12, 0, 3600);
        written(9, false, Long.MAX_VALUE / 1_000_000_000 + 1, 0, RecordBuffer.NO_OFFSET);
        assertThat(found)
                .containsExactly(
                        "lossy_source: the time has more digits of a second than the integer since 1970",
                        "lossy_source: the offset is lost in an integer since 1970",
                        "range: the time does not fit 64 bits of nanoseconds");
    }

    @Test
    void numbersBefore1970AreReadDownwards() {
        buffer.reset(new byte[0], 1);
        int node = buffer.slot(0, 0);
        new EpochNumber(3, true).read(buffer, node, -1);
        assertThat(buffer.integer(node)).isEqualTo(-1);
        assertThat(buffer.nanos(node)).isEqualTo(999_000_000);
        assertThat(buffer.offsetSeconds(node)).isZero();
    }
}
