package tallystick.spark.functions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import tallystick.dialects.WireFormats.WireFormat;
import tallystick.spark.records.Declaration;
import tallystick.spark.records.Handling;
import tallystick.spark.records.RowPlan;

/** Makes the expressions of {@code from_NAME} and {@code to_NAME} out of what a query gives them. */
final class Payloads {
    private final WireFormat format;

    Payloads(WireFormat format) {
        this.format = format;
    }

    /** {@code from_NAME(payload, schema or contract[, options])}, or {@code from_NAME(payload, options)}. */
    Expression from(List<Expression> arguments) {
        String name = "from_" + format.word();
        String usage = name + "(payload, schema or contract[, options]), or " + name + "(payload, options)";
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw failed(name + " takes 2 or 3 arguments, not " + arguments.size() + ": " + usage);
        }
        Map<String, String> options = new HashMap<>();
        Optional<StructType> columns = Optional.empty();
        Expression second = arguments.get(1);
        try {
            if (second.dataType() instanceof MapType) {
                if (arguments.size() == 3) {
                    throw new IllegalArgumentException(
                            "argument 2 (schema): a text is needed where options follow: " + usage);
                }
                options.putAll(options(second, 2));
            } else {
                if (arguments.size() == 3) {
                    options.putAll(options(arguments.get(2), 3));
                }
                String schema = text(second, usage);
                if (isPath(schema)) {
                    options.put("contract", schema);
                } else {
                    columns = Optional.of(Declaration.ddl("argument 2 (schema)", schema));
                }
            }
            Declaration declaration = new Declaration(format, options, Declaration.Use.FUNCTION);
            Handling handling = declaration.handling("_corrupt_record");
            RowPlan plan = declaration.plan(columns, handling);
            StructType made = columns.orElseGet(() -> shown(plan, options));
            plan.unreadable(made).ifPresent(why -> {
                throw new IllegalArgumentException("argument 2 (schema): " + why);
            });
            return new FromPayload(arguments.get(0), name, plan, made.asNullable());
        } catch (IllegalArgumentException e) {
            throw failed(name + ": " + e.getMessage());
        }
    }

    /** {@code to_NAME(record[, options])}. */
    Expression to(List<Expression> arguments) {
        String name = "to_" + format.word();
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw failed(
                    name + " takes 1 or 2 arguments, not " + arguments.size() + ": " + name + "(struct[, options])");
        }
        Expression record = arguments.get(0);
        if (!(record.dataType() instanceof StructType columns)) {
            throw failed(name + ": argument 1 (record) is " + record.dataType().sql()
                    + ", but a record is a STRUCT; write " + name + "(struct(...))");
        }
        try {
            Map<String, String> options =
                    new HashMap<>(arguments.size() == 2 ? options(arguments.get(1), 2) : Map.of());
            // What cannot be written is lost without a word in a NULL: that has to be asked for.
            options.putIfAbsent("mode", "FAILFAST");
            Declaration declaration = new Declaration(format, options, Declaration.Use.FUNCTION);
            RowPlan plan = declaration.plan(Optional.of(columns), declaration.handling("_corrupt_record"));
            if (!plan.shapes().isWritable()) {
                throw new IllegalArgumentException(
                        "option migration: the side's records have several shapes, and none is declared to be written");
            }
            plan.unwritable(columns).ifPresent(why -> {
                throw new IllegalArgumentException("argument 1 (record): " + why);
            });
            return new ToPayload(record, name, plan, columns);
        } catch (IllegalArgumentException e) {
            throw failed(name + ": " + e.getMessage());
        }
    }

    /** All columns of a record, and those for malformed ones that were asked for by name. */
    private static StructType shown(RowPlan plan, Map<String, String> options) {
        StructType all = plan.columnsWithMalformed();
        StructType shown = plan.columns();
        for (String column : List.of("columnNameOfCorruptRecord", "columnNameOfFinding")) {
            String name = options.get(column);
            if (name != null && all.getFieldIndex(name).isDefined()) {
                shown = shown.add(all.apply(name));
            }
        }
        return shown;
    }

    private static boolean isPath(String schema) {
        return schema.matches("\\S+\\.(ya?ml|json)");
    }

    private static String text(Expression argument, String usage) {
        Object value = argument.foldable() && argument.dataType() instanceof StringType ? argument.eval(null) : null;
        if (value instanceof UTF8String text) {
            return text.toString();
        }
        throw new IllegalArgumentException("argument 2 (schema) is " + argument.sql()
                + ", but a text that is the same for all rows is needed: columns as in 'id BIGINT NOT NULL, name STRING',"
                + " or the path of a contract: " + usage);
    }

    private static Map<String, String> options(Expression argument, int position) {
        DataType type = argument.dataType();
        boolean texts = type instanceof MapType map
                && map.keyType() instanceof StringType
                && (map.valueType() instanceof StringType || map.valueType() instanceof NullType);
        if (!texts || !argument.foldable()) {
            throw new IllegalArgumentException("argument " + position + " (options) is " + argument.sql()
                    + ", but a map of texts that is the same for all rows is needed, as in map('mode', 'FAILFAST')");
        }
        Map<String, String> options = new HashMap<>();
        @Nullable Object value = argument.eval(null);
        if (value instanceof org.apache.spark.sql.catalyst.util.MapData data) {
            for (int i = 0; i < data.numElements(); i++) {
                options.put(
                        data.keyArray().getUTF8String(i).toString(),
                        String.valueOf(data.valueArray().getUTF8String(i)));
            }
        }
        return options;
    }

    private static RuntimeException failed(String message) {
        return sneaky(new AnalysisException(
                message,
                scala.Option.empty(),
                scala.Option.empty(),
                scala.Option.empty(),
                scala.Option.empty(),
                JavaConverters.mapAsScalaMap(Map.<String, String>of()).toMap(scala.Predef.conforms()),
                new org.apache.spark.QueryContext[0]));
    }

    /** Spark throws it without declaring it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
