package tallystick.job.backfill;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.job.hurt.SelfKill;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;

/** A format of one integer a line, so that the backfill is tested apart from any real dialect. */
record LinePlan(List<String> slices) implements RecordPlan {
    /** The record at which a test's process is killed. */
    static final String KILL_AT = "tallystick.test.kill_at_record";

    private static final long serialVersionUID = 1;

    LinePlan() {
        this(List.of());
    }

    @Override
    public Contract contract() {
        return new Contract(
                "numbers",
                1,
                new tallystick.contract.CanonicalType.StructType(
                        List.of(new Field(1, "id", Scalar.I64, Presence.REQUIRED))),
                List.of("id"),
                Map.of());
    }

    @Override
    public RecordDecoder decoder() {
        RuleCounts rules = new RuleCounts();
        return new RecordDecoder() {
            @Override
            public boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
                into.reset(input, 1);
                findings.clear();
                try {
                    String text = new String(input, from, to - from, StandardCharsets.UTF_8);
                    into.setInt(into.slot(0, 0), Long.parseLong(text));
                    if (text.equals(System.getProperty(KILL_AT))) {
                        SelfKill.now();
                    }
                    if (text.startsWith("0")) {
                        rules.count("id: leading_zero");
                    }
                    return true;
                } catch (NumberFormatException e) {
                    findings.add(Reason.MALFORMED, "", 0, "expected an integer");
                    return false;
                }
            }

            @Override
            public RuleCounts rules() {
                return rules;
            }
        };
    }

    @Override
    public RowWriting rows() {
        return (record, unit, file, offset) -> row(record.integer(record.slot(0, 0)), unit, file, offset);
    }

    private static InternalRow row(long id, UTF8String unit, UTF8String file, long offset) {
        return new GenericInternalRow(new Object[] {id, null, unit, file, offset});
    }

    @Override
    public StructType schema() {
        return new StructType()
                .add("id", DataTypes.LongType)
                .add("_residue", DataTypes.BinaryType)
                .add("_unit", DataTypes.StringType)
                .add("_file", DataTypes.StringType)
                .add("_offset", DataTypes.LongType);
    }

    @Override
    public int semantics() {
        return 1;
    }
}
