package tallystick.migration;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;

/** What a slice expression may be: a field, or year, month, day, hour or bucket of one. */
final class SliceRules {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((?:(\\d+)\\s*,\\s*)?(\\w+)\\)");
    private static final List<String> FUNCTIONS = List.of("year", "month", "day", "hour", "bucket");

    private SliceRules() {}

    static void check(Contract contract, String written, String pointer, List<Problem> problems) {
        String expression = written.strip();
        Matcher call = CALL.matcher(expression);
        boolean called = call.matches();
        String function = called ? call.group(1) : "";
        String name = called ? call.group(3) : expression;
        if (called && !FUNCTIONS.contains(function)) {
            problems.add(Problem.error(
                    pointer,
                    "there is no slice function " + function,
                    Spelling.didYouMean(function, FUNCTIONS, "They are year, month, day, hour(f) and bucket(n, f)")));
            return;
        }
        if (called && function.equals("bucket") != (call.group(2) != null)) {
            problems.add(Problem.error(
                    pointer,
                    expression + " is no slice",
                    function.equals("bucket")
                            ? "Say how many buckets: bucket(16, " + name + ")"
                            : "Write " + function + "(" + name + ")"));
            return;
        }
        if (called && call.group(2) != null && !call.group(2).matches("0*[1-9][0-9]{0,8}")) {
            problems.add(Problem.error(pointer, call.group(2) + " is no number of buckets", "It is 1 to 999999999"));
        }
        List<String> names =
                contract.record().fields().stream().map(Field::name).toList();
        int ordinal = contract.record().ordinal(name);
        if (ordinal < 0) {
            problems.add(Problem.error(
                    pointer,
                    "the slice " + expression + " names no top-level field of the contract",
                    Spelling.didYouMean(name, names, "The fields are " + String.join(", ", names))));
            return;
        }
        CanonicalType type =
                contract.resolve(contract.record().fields().get(ordinal).type());
        boolean moment = type instanceof TimestampType || type == Scalar.DATETIME || type == Scalar.DATE;
        boolean plain = moment
                || type instanceof EnumType
                || type instanceof DecimalType
                || type instanceof Scalar scalar && !scalar.isFloat() && scalar != Scalar.JSON;
        if (called && !function.equals("bucket") && !moment) {
            problems.add(Problem.error(
                    pointer,
                    function + " is a function of dates, datetimes and timestamps, and " + name + " is none",
                    "Name such a field, or slice by bucket(16, " + name + ")"));
        } else if (function.equals("hour") && type == Scalar.DATE) {
            problems.add(Problem.error(pointer, name + " is a date and has no hour", "Write day(" + name + ")"));
        } else if (!plain) {
            problems.add(Problem.error(
                    pointer,
                    name + " is a float, json or nested, and no slice can be made of it",
                    "Name a field of a plain type"));
        }
    }
}
