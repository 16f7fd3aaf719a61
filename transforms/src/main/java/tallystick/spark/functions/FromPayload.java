package tallystick.spark.functions;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.spark.records.Handling;
import tallystick.spark.records.PayloadReader;
import tallystick.spark.records.RowPlan;
import tallystick.wire.Finding;

/** {@code from_NAME}: a payload as a struct. Each payload stands for itself, as a file of one record would. */
public final class FromPayload extends PayloadExpression {
    private static final long serialVersionUID = 1;

    private transient @Nullable PayloadReader reader;

    public FromPayload(Expression argument, String name, RowPlan plan, StructType columns) {
        super(argument, name, plan, columns);
    }

    @Override
    public DataType dataType() {
        return columns;
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        DataType given = argument.dataType();
        boolean text = given instanceof StringType;
        if (given instanceof BinaryType || given instanceof NullType || text && plan.isText()) {
            return TypeCheckResult.TypeCheckSuccess$.MODULE$;
        }
        return new TypeCheckResult.TypeCheckFailure(name + ": argument 1 (payload) is " + given.sql() + ", but it is "
                + (plan.isText() ? "STRING or BINARY" : "BINARY")
                + (text ? "; if the text is base64 or hex, use unbase64 or unhex first" : ""));
    }

    @Override
    @Nullable
    Object of(Object payload) {
        byte[] bytes = payload instanceof UTF8String text ? text.getBytes() : (byte[]) payload;
        PayloadReader with = reader;
        if (with == null) {
            with = new PayloadReader(plan, columns);
            reader = with;
        }
        InternalRow row = with.payload(bytes);
        if (row != null) {
            return row.copy();
        }
        Finding fault = with.fault();
        if (plan.handling().mode() == Handling.Mode.FAILFAST) {
            throw new IllegalArgumentException(
                    name + ": argument 1 (payload) is malformed: " + PayloadReader.sentence(fault, 0)
                            + "; correct the schema or options, or write mode PERMISSIVE to get NULL");
        }
        return with.showsMalformed() ? with.malformed(bytes, fault, 0).copy() : null;
    }

    @Override
    Expression withArgument(Expression other) {
        return new FromPayload(other, name, plan, columns);
    }
}
