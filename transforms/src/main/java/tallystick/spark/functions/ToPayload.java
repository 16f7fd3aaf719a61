package tallystick.spark.functions;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.spark.records.Handling;
import tallystick.spark.records.PayloadReader;
import tallystick.spark.records.PayloadWriter;
import tallystick.spark.records.RowPlan;

/** {@code to_NAME}: a struct as a payload, byte for byte what the library would write for a file of one record. */
public final class ToPayload extends PayloadExpression {
    private static final long serialVersionUID = 1;

    private transient @Nullable PayloadWriter writer;

    public ToPayload(Expression argument, String name, RowPlan plan, StructType columns) {
        super(argument, name, plan, columns);
    }

    @Override
    public DataType dataType() {
        return plan.isText() ? DataTypes.StringType : DataTypes.BinaryType;
    }

    @Override
    @Nullable
    Object of(Object record) {
        PayloadWriter with = writer;
        if (with == null) {
            with = new PayloadWriter(plan, columns);
            writer = with;
        }
        with.begin();
        if (with.write((InternalRow) record)) {
            byte[] bytes = Arrays.copyOfRange(with.bytes(), with.from(), with.to());
            return plan.isText() ? UTF8String.fromBytes(bytes) : bytes;
        }
        if (plan.handling().mode() == Handling.Mode.PERMISSIVE) {
            return null;
        }
        throw new IllegalArgumentException(
                name + ": argument 1 (record) cannot be written: " + PayloadReader.sentence(with.fault())
                        + "; declare the record otherwise (options schema, types, contract), or write mode PERMISSIVE to"
                        + " get NULL");
    }

    @Override
    Expression withArgument(Expression other) {
        return new ToPayload(other, name, plan, columns);
    }
}
