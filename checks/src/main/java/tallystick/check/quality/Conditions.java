package tallystick.check.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/**
 * Conditions on one field of the canonical table, as Spark expressions of three values: TRUE the row satisfies it, FALSE
 * it does not, NULL the field has no value. Bounds are compared exactly, in the field's own type.
 */
final class Conditions {
    private static final Set<Scalar> DIGITS = Set.of(Scalar.I128, Scalar.U128, Scalar.BIGINT);
    private static final Set<Scalar> TEXTS = Set.of(Scalar.STRING, Scalar.UUID);

    private final Contract contract;
    private final StructType schema;

    /** @param schema of the canonical table */
    Conditions(Contract contract, StructType schema) {
        this.contract = contract;
        this.schema = schema;
    }

    /** A condition cannot be made; the message says why and how to mend it. */
    static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String message) {
            super(message);
        }
    }

    /** A field's column and type. */
    private record Resolved(String path, Column column, CanonicalType type, Optional<Column> nanos) {}

    /** The column of a field, given by a dotted path. */
    Column column(String path) throws Impossible {
        return resolve(path).column();
    }

    /** TRUE if the field has a value, else FALSE; never NULL. */
    Column complete(String path) throws Impossible {
        return resolve(path).column().isNotNull();
    }

    /** TRUE if the value is in the closed interval. NaN is in none. */
    Column range(String path, Optional<String> min, Optional<String> max) throws Impossible {
        Resolved field = resolve(path);
        if (min.isEmpty() && max.isEmpty()) {
            throw new Impossible("the range of " + path + " has neither min nor max");
        }
        boolean fraction = field.type() instanceof Scalar scalar && scalar.isFloat();
        Column within = fraction ? not(isnan(field.column())) : lit(true);
        if (min.isPresent()) {
            within = within.and(atLeast(field, min.get()));
        }
        if (max.isPresent()) {
            within = within.and(atMost(field, max.get()));
        }
        return within;
    }

    /** TRUE if the value is one of those. */
    Column allowed(String path, List<String> values) throws Impossible {
        Resolved field = resolve(path);
        if (values.isEmpty()) {
            throw new Impossible("no values are allowed for " + path + "; list them under values");
        }
        Column any = lit(false);
        for (String value : values) {
            any = any.or(equal(field, value));
        }
        return any;
    }

    private Column equal(Resolved field, String value) throws Impossible {
        if (field.type() == Scalar.BOOL) {
            if (!value.equals("true") && !value.equals("false")) {
                throw new Impossible("'" + value + "' is not a bool, as " + field.path() + " is; write true or false");
            }
            return field.column().equalTo(lit(value.equals("true")));
        }
        if (field.type() instanceof EnumType || field.type() instanceof Scalar scalar && TEXTS.contains(scalar)) {
            return field.column().equalTo(lit(field.type() == Scalar.UUID ? value.toLowerCase(Locale.ROOT) : value));
        }
        if (isDigits(field)) {
            return field.column().equalTo(lit(integer(field, value).toString()));
        }
        Column same = field.column().equalTo(literal(field, value));
        return field.nanos().isPresent() ? same.and(noNanos(field)) : same;
    }

    private Column atLeast(Resolved field, String bound) throws Impossible {
        return isDigits(field)
                ? digitsAtLeast(field.column(), ceiling(field, bound))
                : field.column().geq(literal(field, bound));
    }

    private Column atMost(Resolved field, String bound) throws Impossible {
        if (isDigits(field)) {
            return not(digitsAtLeast(field.column(), floor(field, bound).add(BigInteger.ONE)));
        }
        Column literal = literal(field, bound);
        return field.nanos().isPresent()
                ? field.column().lt(literal).or(field.column().equalTo(literal).and(noNanos(field)))
                : field.column().leq(literal);
    }

    /** The column holds the microseconds; the companion what is below them. */
    private static Column noNanos(Resolved field) {
        return coalesce(field.nanos().orElseThrow(), lit(0)).equalTo(lit(0));
    }

    private static boolean isDigits(Resolved field) {
        return field.type() instanceof Scalar scalar && DIGITS.contains(scalar);
    }

    /** Whether digits without leading zeros, maybe with a minus, are a number of at least that much. */
    private static Column digitsAtLeast(Column digits, BigInteger bound) {
        Column negative = digits.startsWith("-");
        String magnitude = bound.abs().toString();
        if (bound.signum() >= 0) {
            return not(negative)
                    .and(length(digits)
                            .gt(magnitude.length())
                            .or(length(digits).equalTo(magnitude.length()).and(digits.geq(lit(magnitude)))));
        }
        int length = magnitude.length() + 1;
        return not(negative)
                .or(length(digits).lt(length).or(length(digits).equalTo(length).and(digits.leq(lit("-" + magnitude)))));
    }

    private static BigInteger integer(Resolved field, String value) throws Impossible {
        try {
            return number(field, value).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new Impossible(value + " is no integer, as " + field.path() + " is");
        }
    }

    private static BigInteger ceiling(Resolved field, String value) throws Impossible {
        return number(field, value).setScale(0, java.math.RoundingMode.CEILING).toBigInteger();
    }

    private static BigInteger floor(Resolved field, String value) throws Impossible {
        return number(field, value).setScale(0, java.math.RoundingMode.FLOOR).toBigInteger();
    }

    private static BigDecimal number(Resolved field, String value) throws Impossible {
        BigDecimal number;
        try {
            number = new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new Impossible("'" + value + "' is not a number, as " + field.path() + " is");
        }
        if (Math.abs((long) number.scale()) > 10_000) {
            throw new Impossible("'" + value + "' is too large or too small to compare " + field.path() + " with");
        }
        return number;
    }

    private static Column literal(Resolved field, String value) throws Impossible {
        CanonicalType type = field.type();
        try {
            if (type instanceof DecimalType || type instanceof Scalar scalar && scalar.isInteger()) {
                BigDecimal plain = number(field, value).stripTrailingZeros();
                BigDecimal number = plain.scale() < 0 ? plain.setScale(0) : plain;
                if (number.precision() > 38 || number.scale() > 38) {
                    throw new Impossible(value + " has more than 38 digits, more than " + field.path() + " can have");
                }
                return number.scale() == 0 && number.precision() <= 18 ? lit(number.longValueExact()) : lit(number);
            }
            if (type == Scalar.F32) {
                return lit(Float.parseFloat(value));
            }
            if (type == Scalar.F64) {
                return lit(Double.parseDouble(value));
            }
            if (type == Scalar.DATE) {
                return lit(LocalDate.parse(value));
            }
            if (type instanceof TimestampType) {
                return lit(OffsetDateTime.parse(value).toInstant());
            }
            if (type == Scalar.DATETIME) {
                LocalDateTime local = LocalDateTime.parse(value);
                return lit(ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), local));
            }
            if (type == Scalar.TIME) {
                return lit(LocalTime.parse(value).toNanoOfDay());
            }
            if (type == Scalar.DURATION) {
                Duration duration = Duration.parse(value);
                return lit(BigDecimal.valueOf(duration.getSeconds())
                        .scaleByPowerOfTen(9)
                        .setScale(0)
                        .add(BigDecimal.valueOf(duration.getNano())));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new Impossible("'" + value + "' is no value of " + field.path() + ", which is a " + described(type)
                    + "; write it as " + example(type));
        }
        throw new Impossible(
                field.path() + " is a " + described(type) + ", which this check cannot compare; use a predicate check");
    }

    private static String described(CanonicalType type) {
        if (type instanceof Scalar scalar) {
            return scalar.code();
        }
        return type.getClass().getSimpleName().replace("Type", "").toLowerCase(Locale.ROOT);
    }

    private static String example(CanonicalType type) {
        if (type instanceof TimestampType) {
            return "2013-02-01T05:00:00-05:00 or 2013-02-01T10:00:00Z";
        }
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case DATE -> "2013-02-01";
                case DATETIME -> "2013-02-01T05:00:00";
                case TIME -> "05:00:00";
                case DURATION -> "PT1H30M";
                default -> "a number";
            };
        }
        return "a number";
    }

    private Resolved resolve(String path) throws Impossible {
        String[] names = path.split("\\.", -1);
        CanonicalType type = contract.record();
        Column column = col("*");
        Optional<Column> nanos = Optional.empty();
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            if (!(type instanceof CanonicalType.StructType struct)) {
                throw new Impossible(String.join(".", Arrays.copyOf(names, i)) + " is a " + described(type)
                        + " and has no fields; use a predicate check");
            }
            int ordinal = struct.ordinal(name);
            if (ordinal < 0) {
                throw new Impossible("the contract " + contract.name() + " has no field " + path + "; "
                        + (i == 0 ? "it" : String.join(".", Arrays.copyOf(names, i))) + " has "
                        + String.join(
                                ", ", struct.fields().stream().map(Field::name).toList()));
            }
            type = contract.resolve(struct.fields().get(ordinal).type());
            if (i == 0) {
                if (!Arrays.asList(schema.fieldNames()).contains(name)) {
                    throw new Impossible("the canonical table has no column " + name
                            + "; it was written before the contract had this field, so run backfill");
                }
                column = col("`" + name + "`");
                String companion = name + "__nanos";
                if (type instanceof TimestampType
                        && Arrays.asList(schema.fieldNames()).contains(companion)) {
                    nanos = Optional.of(col("`" + companion + "`"));
                }
            } else {
                column = column.getField(name);
                nanos = Optional.empty();
            }
        }
        return new Resolved(path, column, type, nanos);
    }
}
