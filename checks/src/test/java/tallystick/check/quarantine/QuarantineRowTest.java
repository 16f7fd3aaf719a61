package tallystick.check.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import tallystick.wire.Reason;

final class QuarantineRowTest {
    private static final byte[] LINE = "{\"id\": x}".getBytes(StandardCharsets.UTF_8);
    private static final Detail BROKEN =
            new Detail("id", Reason.MALFORMED, null, null, null, null, "expected a number");

    private static QuarantineRow rejected(String file, long offset) {
        SideRecord source = SideRecord.ofBytes(LINE, 0, LINE.length, null, null, file, offset);
        return new QuarantineRow(
                "day=1", "day=1", null, null, Phase.DECODE, Reason.MALFORMED, List.of(BROKEN), source, null, null, 0);
    }

    private static QuarantineRow differing(String key, String digest, int copy) {
        SideRecord source = SideRecord.ofRow("{\"id\":1}", digest, "day=1/a", 17);
        return new QuarantineRow(
                "day=1",
                "day=1",
                "{\"id\":1}",
                key,
                Phase.COMPARE,
                Reason.VALUE,
                List.of(new Detail("name", Reason.VALUE, "\"a\"", "\"b\"", null, null, null)),
                source,
                SideRecord.ofRow("{\"id\":1}", "ff", null, -1),
                null,
                copy);
    }

    @Test
    void anIssueOfARecordThatCouldNotBeReadIsItsPlace() {
        assertThat(rejected("day=1/a", 0).issueId("m"))
                .isEqualTo(rejected("day=1/a", 0).issueId("m"));
        assertThat(rejected("day=1/a", 0).issueId("m"))
                .isNotEqualTo(rejected("day=1/a", 1).issueId("m"))
                .isNotEqualTo(rejected("day=1/b", 0).issueId("m"))
                .isNotEqualTo(rejected("day=1/a", 0).issueId("n"));
    }

    @Test
    void anIssueOfADifferenceIsItsKeyAndCopyAndSurvivesAChangeOfContent() {
        QuarantineRow before = differing("aa", "01", 0);
        QuarantineRow after = differing("aa", "02", 0);
        assertThat(after.issueId("m")).isEqualTo(before.issueId("m"));
        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
        assertThat(differing("ab", "01", 0).issueId("m")).isNotEqualTo(before.issueId("m"));
        assertThat(differing("aa", "01", 1).issueId("m")).isNotEqualTo(before.issueId("m"));
    }

    @Test
    void longRecordsAreKeptByAddressAndHash() {
        byte[] longest = new byte[SideRecord.RAW_LIMIT + 1];
        assertThat(SideRecord.ofBytes(longest, 0, longest.length, null, null, "f", 0)
                        .raw())
                .isNull();
        SideRecord kept = SideRecord.ofBytes(longest, 1, longest.length, null, null, "f", 0);
        assertThat(kept.raw()).hasSize(SideRecord.RAW_LIMIT);
        assertThat(kept.rawHash()).hasSize(32);
        // XXH3-128 of no bytes, as xxhsum -H2 prints it.
        assertThat(SideRecord.ofBytes(LINE, 0, 0, null, null, "f", 0).rawHash())
                .isEqualTo("99aa06d3014798d86001c324468d497f");
    }

    @Test
    void aRowHasAValueForEachColumn() {
        Provenance provenance = new Provenance(
                "r1", "r1-e1-w1", "m", "flights", 3, "c0ffee", "0.1.0", Instant.ofEpochSecond(-1, 999_999_999));
        InternalRow row = rejected("day=1/a", 9).toRow(provenance);
        assertThat(row.numFields()).isEqualTo(QuarantineTable.SCHEMA.length());
        assertThat(row.getUTF8String(QuarantineTable.SCHEMA.fieldIndex("sides")))
                .hasToString("source");
        assertThat(row.getLong(QuarantineTable.SCHEMA.fieldIndex("detected_at")))
                .isEqualTo(-1);
        InternalRow source = row.getStruct(QuarantineTable.SCHEMA.fieldIndex("source"), 8);
        assertThat(source.getBinary(1)).isEqualTo(LINE);
        assertThat(source.getLong(7)).isEqualTo(9);
        assertThat(row.isNullAt(QuarantineTable.SCHEMA.fieldIndex("target"))).isTrue();
    }

    @Test
    void aRowWithoutADetailIsRefused() {
        assertThatThrownBy(() -> new QuarantineRow(
                        "u", "u", null, null, Phase.DECODE, Reason.MALFORMED, List.of(), null, null, null, 0))
                .hasMessage("a quarantined record needs at least one detail");
    }
}
