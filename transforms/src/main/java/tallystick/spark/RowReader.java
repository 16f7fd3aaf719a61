package tallystick.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StructType;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.InvalidValueException;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Violation;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordCheck;
import tallystick.wire.RuleCounts;

/**
 * Reads rows of a table, canonical or plain, as records: columns and, where there is one, the residue. The declared
 * equivalences are applied.
 *
 * <p>Whether the record is one that the contract admits is judged where it is encoded. Here a row is refused whose
 * columns cannot be read as the contract's types at all, or whose residue does not belong to its columns. Not safe for
 * use by several threads.
 */
public final class RowReader {
    private static final byte[] NOTHING = {};
    private static final int NO_COLUMN = -1;

    private final List<Field> fields;
    private final int[] columns;
    private final int[] nanosColumns;
    private final int[] offsetColumns;
    private final int residueColumn;
    private final ColumnReader.Slot[] readers;
    private final ColumnWriter.Slot[] writers;
    private final boolean[] natural;
    private final DataType[] types;
    private final CanonicalDecoder decoder;
    private final boolean[] inResidue;
    private final boolean hasRules;
    private final RecordCheck check;
    private final Findings unused = new Findings();
    private final RuleCounts rules = new RuleCounts();
    private final RuleCounts again = new RuleCounts();

    /**
     * Compiles a reader.
     *
     * @param actual the columns of the rows
     * @param columnMapping the column of a top-level field, by its name; what is not named has the field's own name
     * @throws IllegalArgumentException if columns cannot hold the contract's types; {@link #problems} says what
     */
    public RowReader(Contract contract, StructType actual, Map<String, String> columnMapping) {
        this(contract, actual, columnMapping, new ArrayList<>(), true);
    }

    private RowReader(
            Contract contract,
            StructType actual,
            Map<String, String> columnMapping,
            List<String> problems,
            boolean demand) {
        fields = contract.record().fields();
        int count = fields.size();
        columns = new int[count];
        nanosColumns = new int[count];
        offsetColumns = new int[count];
        readers = new ColumnReader.Slot[count];
        writers = new ColumnWriter.Slot[count];
        natural = new boolean[count];
        types = new DataType[count];
        inResidue = new boolean[count];
        ColumnReader.Compiler compiler = new ColumnReader.Compiler(contract, problems);
        for (int i = 0; i < count; i++) {
            Field field = fields.get(i);
            String column = columnMapping.getOrDefault(field.name(), field.name());
            CanonicalType type = contract.resolve(field.type());
            columns[i] = ColumnReader.ordinal(actual, column);
            readers[i] = compiler.field(field, actual, columns[i], column);
            writers[i] = ColumnWriter.Slot.field(contract, field);
            types[i] = CanonicalSchema.column(contract, field.type());
            natural[i] = columns[i] >= 0 && sameType(types[i], actual.fields()[columns[i]].dataType());
            nanosColumns[i] = CanonicalSchema.hasNanos(type)
                    ? companion(actual, CanonicalSchema.nanos(column), problems)
                    : NO_COLUMN;
            offsetColumns[i] = CanonicalSchema.hasOffset(type)
                    ? companion(actual, CanonicalSchema.offset(column), problems)
                    : NO_COLUMN;
            if (CanonicalSchema.hasOffset(type) && offsetColumns[i] == NO_COLUMN && columns[i] >= 0) {
                problems.add("there is no column " + CanonicalSchema.offset(column) + ", and " + field.name()
                        + " keeps its offset");
            }
        }
        residueColumn = ColumnReader.ordinal(actual, CanonicalSchema.RESIDUE);
        if (residueColumn >= 0 && !(actual.fields()[residueColumn].dataType() instanceof BinaryType)) {
            problems.add("the column " + CanonicalSchema.RESIDUE + " is not BINARY");
        }
        decoder = new CanonicalDecoder(contract);
        hasRules = Equivalences.any(contract);
        check = new RecordCheck(contract);
        if (demand && !problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "the table cannot be read as contract " + contract.name() + ": " + String.join("; ", problems));
        }
    }

    /** What keeps a table of these columns from being read as the contract; each a sentence that names the column. */
    public static List<String> problems(Contract contract, StructType actual, Map<String, String> columnMapping) {
        List<String> problems = new ArrayList<>();
        RowReader unused = new RowReader(contract, actual, columnMapping, problems, false);
        return unused.fields.isEmpty() ? List.of("the contract has no fields") : List.copyOf(problems);
    }

    private static int companion(StructType actual, String name, List<String> problems) {
        int ordinal = ColumnReader.ordinal(actual, name);
        if (ordinal >= 0 && !(actual.fields()[ordinal].dataType() instanceof IntegerType)) {
            problems.add("the column " + name + " is not INT");
        }
        return ordinal;
    }

    private static boolean sameType(DataType expected, DataType actual) {
        return DataTypes.createStructType(List.of(DataTypes.createStructField("c", expected, true)))
                .asNullable()
                .equals(DataTypes.createStructType(List.of(DataTypes.createStructField("c", actual, true)))
                        .asNullable());
    }

    /**
     * Reads a row.
     *
     * @param into reset by this method; does not refer to the row, but may refer to its residue
     * @param findings cleared by this method
     * @return whether the buffer holds a whole record; if not, {@code findings} say why, for each field that is wrong
     */
    public boolean read(InternalRow row, RecordBuffer into, Findings findings) {
        return read(row, into, findings, rules);
    }

    private boolean read(InternalRow row, RecordBuffer into, Findings findings, RuleCounts counts) {
        findings.clear();
        boolean residue = residueColumn >= 0 && !row.isNullAt(residueColumn);
        byte[] bytes = residue ? row.getBinary(residueColumn) : NOTHING;
        into.reset(bytes, fields.size());
        if (!residue) {
            Arrays.fill(inResidue, false);
        } else if (!decoder.decodePartial(bytes, into, inResidue)) {
            for (Violation violation : decoder.violations()) {
                findings.add(Reason.MALFORMED, CanonicalSchema.RESIDUE, violation.offset(), violation.detail());
            }
            return false;
        } else if (!any(inResidue)) {
            findings.add(Reason.MALFORMED, CanonicalSchema.RESIDUE, 0, "a residue of nothing");
        }
        for (int i = 0; i < readers.length; i++) {
            try {
                if (inResidue[i]) {
                    compare(row, into, i);
                } else {
                    column(row, into, i);
                }
            } catch (InvalidValueException invalid) {
                findings.addAll(List.of(invalid.within(fields.get(i).name()).violation()));
            }
        }
        if (!findings.isEmpty()) {
            return false;
        }
        if (hasRules) {
            unused.clear();
            check.check(into, unused, counts);
        }
        return true;
    }

    /** As {@link #read}, of a row whose applied rules were counted already. */
    boolean readAgain(InternalRow row, RecordBuffer into, Findings findings) {
        return read(row, into, findings, again);
    }

    /** How often each declared rule was applied by this reader since it was made. */
    public RuleCounts rules() {
        return rules;
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    private void column(InternalRow row, RecordBuffer record, int i) {
        int node = record.slot(0, i);
        readers[i].read(row, columns[i], record, node);
        if (nanosColumns[i] < 0 && offsetColumns[i] < 0) {
            return;
        }
        boolean value = record.kind(node) == RecordBuffer.MOMENT;
        int nanos = companion(row, nanosColumns[i], value, 0);
        int offset = companion(row, offsetColumns[i], value, RecordBuffer.NO_OFFSET);
        if (value) {
            if (nanos < 0 || nanos > 999) {
                throw new InvalidValueException(
                        Violation.Kind.RANGE, nanos + " nanoseconds below the microsecond; 0 to 999 there are");
            }
            record.setMoment(node, record.integer(node), record.nanos(node) + nanos, offset);
        }
    }

    /** The value of a companion column, which is NULL exactly where its timestamp is. */
    private static int companion(InternalRow row, int column, boolean value, int missing) {
        if (column < 0) {
            return missing;
        }
        if (row.isNullAt(column) == value) {
            throw new InvalidValueException(
                    Violation.Kind.MALFORMED,
                    value ? "a timestamp whose companion column is NULL" : "NULL whose companion column is not");
        }
        return value ? row.getInt(column) : missing;
    }

    /** Refuses a field from the residue whose columns show something else, or say it already. */
    private void compare(InternalRow row, RecordBuffer record, int i) {
        int node = record.slot(0, i);
        if (columns[i] < 0 || !natural[i]) {
            throw new InvalidValueException(
                    Violation.Kind.MALFORMED, "in the residue, beside a column that is missing or of another type");
        }
        ColumnWriter.Slot writer = writers[i];
        boolean companions = nanosColumns[i] >= 0 || offsetColumns[i] >= 0;
        if (writer.exact(record, node) || (companions && writer.hasValue(record, node))) {
            throw new InvalidValueException(
                    Violation.Kind.MALFORMED, "in the residue, though its columns say the value already");
        }
        Object shown = row.isNullAt(columns[i]) ? null : row.get(columns[i], types[i]);
        if (!SparkValues.same(writer.project(record, node), shown, types[i])
                || !isNull(row, nanosColumns[i])
                || !isNull(row, offsetColumns[i])) {
            throw new InvalidValueException(
                    Violation.Kind.MALFORMED, "the columns show something else than the value in the residue");
        }
    }

    private static boolean isNull(InternalRow row, int column) {
        return column < 0 || row.isNullAt(column);
    }
}
