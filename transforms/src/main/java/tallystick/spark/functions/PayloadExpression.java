package tallystick.spark.functions;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import tallystick.spark.records.RowPlan;

/** A function of one argument, a payload or a record; NULL of NULL. Spark makes copies of it by its four parts. */
abstract class PayloadExpression extends Expression implements CodegenFallback, Serializable {
    private static final long serialVersionUID = 1;

    final Expression argument;
    final String name;
    final RowPlan plan;
    final StructType columns;

    /**
     * @param name of the function
     * @param columns of the record
     */
    PayloadExpression(Expression argument, String name, RowPlan plan, StructType columns) {
        this.argument = argument;
        this.name = name;
        this.plan = plan;
        this.columns = columns;
    }

    /** The function of a value that is not NULL. */
    abstract @Nullable Object of(Object value);

    abstract Expression withArgument(Expression other);

    @Override
    public final @Nullable Object eval(@Nullable InternalRow input) {
        Object value = argument.eval(input);
        if (value == null) {
            return null;
        }
        // Tasks have their own copies; a lock that nobody else wants costs nothing beside what is done here.
        synchronized (this) {
            return of(value);
        }
    }

    @Override
    public final ExprCode doGenCode(CodegenContext context, ExprCode code) {
        return CodegenFallback.super.doGenCode(context, code);
    }

    @Override
    public final boolean nullable() {
        return true;
    }

    @Override
    public final boolean foldable() {
        return argument.foldable();
    }

    @Override
    public final String prettyName() {
        return name;
    }

    /** As a query would call it; the plan of a record is too much to show. */
    @Override
    public final String toString() {
        return name + "(" + argument + ")";
    }

    @Override
    public final Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(argument)).toSeq();
    }

    @Override
    public final Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return withArgument(children.head());
    }

    @Override
    public final int productArity() {
        return 4;
    }

    @Override
    public final Object productElement(int position) {
        return switch (position) {
            case 0 -> argument;
            case 1 -> name;
            case 2 -> plan;
            default -> columns;
        };
    }

    @Override
    public final boolean canEqual(Object that) {
        return getClass() == that.getClass();
    }

    @Override
    public final boolean equals(@Nullable Object that) {
        return that instanceof PayloadExpression other
                && canEqual(other)
                && argument.equals(other.argument)
                && name.equals(other.name)
                && plan.equals(other.plan)
                && columns.equals(other.columns);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(argument, name, columns);
    }
}
