package tallystick.spark.functions;

import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import tallystick.dialects.WireFormats;
import tallystick.dialects.WireFormats.WireFormat;

/**
 * Gives a session the functions of every format:
 * {@code spark.sql.extensions=tallystick.spark.functions.TallystickExtensions}. docs/guides/spark-sql.md says how they
 * are used.
 */
public final class TallystickExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        for (WireFormat format : WireFormats.all()) {
            Payloads payloads = new Payloads(format);
            String from = "from_" + format.word();
            inject(
                    extensions,
                    from,
                    FromPayload.class,
                    from + "(payload, schema[, options]) - Reads a payload of " + format.name() + " as a struct.",
                    arguments -> payloads.from(arguments));
            String to = "to_" + format.word();
            inject(
                    extensions,
                    to,
                    ToPayload.class,
                    to + "(struct[, options]) - Writes a struct as a payload of " + format.name() + ".",
                    arguments -> payloads.to(arguments));
        }
        return BoxedUnit.UNIT;
    }

    private interface Builder {
        Expression build(List<Expression> arguments);
    }

    private static void inject(
            SparkSessionExtensions extensions, String name, Class<?> expression, String usage, Builder builder) {
        Function1<Seq<Expression>, Expression> build = new AbstractFunction1<>() {
            @Override
            public Expression apply(Seq<Expression> arguments) {
                return builder.build(JavaConverters.seqAsJavaList(arguments));
            }
        };
        // The names of the functions' arguments and of their groups are Spark's own and of no use here.
        ExpressionInfo info = new ExpressionInfo(
                expression.getName(), "", name, usage, "", "", "", "misc_funcs", "3.5.0", "", "scala_udf");
        extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, build));
    }
}
