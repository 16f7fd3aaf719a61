package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.store.UnitId;
import tallystick.store.UnitLayout;
import tallystick.wire.Findings;

class FilingTest {
    /** A record whose name is a:b and whose day is 2013-02-05. */
    private static boolean isAdmitted(String layout, String field, String folder) {
        Contract contract = Contracts.of(
                "{id: 1, name: id, type: i64}", "{id: 2, name: name, type: string}", "{id: 3, name: on, type: date}");
        byte[] bytes = HexFormat.of().parseHex("a3010102" + "63613a62" + "03" + "193d7d");
        RecordBuffer record = new RecordBuffer();
        assertThat(new CanonicalDecoder(contract).decode(bytes, 0, bytes.length, record))
                .isTrue();
        Filing filing =
                Filing.of(contract, UnitLayout.of(layout), Map.of("it", field)).orElseThrow();
        return filing.admits(UnitId.encode(folder), record, new Findings());
    }

    @Test
    void aFolderMayBeNamedAsSparkNamesIt() {
        assertThat(isAdmitted("name={it}", "name", "name=a:b")).isTrue();
        assertThat(isAdmitted("name={it}", "name", "name=a%3Ab")).isTrue();
        assertThat(isAdmitted("name={it}", "name", "name=a%3Ac")).isFalse();
    }

    @Test
    void aFolderMaySayATimeInFullOrItsLastPart() {
        assertThat(isAdmitted("{it}", "day(on)", "2013-02-05")).isTrue();
        assertThat(isAdmitted("day={it}", "day(on)", "day=05")).isTrue();
        assertThat(isAdmitted("day={it}", "day(on)", "day=5")).isTrue();
        assertThat(isAdmitted("m={it}", "month(on)", "m=2")).isTrue();
        assertThat(isAdmitted("y={it}", "year(on)", "y=2013")).isTrue();
        assertThat(isAdmitted("day={it}", "day(on)", "day=04")).isFalse();
        assertThat(isAdmitted("m={it}", "month(on)", "m=05")).isFalse();
    }

    @Test
    void aValueThatIsNoTimeHasNoLastPart() {
        assertThat(isAdmitted("{it}", "on", "2013-02-05")).isTrue();
        assertThat(isAdmitted("{it}", "on", "05")).isFalse();
    }
}
