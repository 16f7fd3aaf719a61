package tallystick.check.tally;

import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.SliceFunction;
import tallystick.contract.Contract;
import tallystick.store.UnitLayout;
import tallystick.wire.Findings;
import tallystick.wire.Reason;

/**
 * What the names of a side's folders say of the records in them, as {@code filed_by} declares it. A folder may say a
 * time in full ({@code 2013-02-01}) or its last part alone ({@code 02}, {@code 2}); a field without a value belongs
 * into {@code __HIVE_DEFAULT_PARTITION__}.
 */
public final class Filing implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Pattern TIME = Pattern.compile("(year|month|day|hour)\\(.*");
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private final UnitLayout layout;
    private final TreeMap<String, String> expressions;
    private final TreeMap<String, SliceFunction> functions = new TreeMap<>();
    private final TreeSet<String> times = new TreeSet<>();

    private transient String unit = "";
    private transient Map<String, String> folder = Map.of();

    private Filing(Contract contract, UnitLayout layout, Map<String, String> filedBy) {
        this.layout = layout;
        expressions = new TreeMap<>(filedBy);
        expressions.forEach((name, expression) -> {
            functions.put(name, SliceFunction.compile(contract, List.of(expression)));
            if (TIME.matcher(expression).matches()) {
                times.add(name);
            }
        });
    }

    /** Empty when nothing is declared. */
    public static Optional<Filing> of(Contract contract, UnitLayout layout, Map<String, String> filedBy) {
        return filedBy.isEmpty() ? Optional.empty() : Optional.of(new Filing(contract, layout, filedBy));
    }

    /** Whether the record is where it says it belongs; if not, why is added. For one task; not safe for several threads. */
    public boolean admits(String unitId, RecordBuffer record, Findings findings) {
        if (!unitId.equals(unit) || folder == null) {
            unit = unitId;
            folder = layout.values(unitId);
        }
        boolean admitted = true;
        for (Map.Entry<String, SliceFunction> entry : functions.entrySet()) {
            String said = folder.getOrDefault(entry.getKey(), "");
            Optional<String> value = value(entry.getValue().apply(record));
            boolean time = times.contains(entry.getKey());
            // Spark and Hive escape what not every file system takes in a name.
            if (!agree(said, value, time) && !agree(ExternalCatalogUtils.unescapePathName(said), value, time)) {
                String expression = expressions.getOrDefault(entry.getKey(), "");
                findings.add(
                        Reason.MISFILED,
                        expression.replaceAll(".*[(,]\\s*|\\)", ""),
                        -1,
                        "it is filed under " + entry.getKey() + " " + said + ", and its " + expression + " is "
                                + value.orElse("not there"));
                admitted = false;
            }
        }
        return admitted;
    }

    /** The value in the id of a slice of one part; empty when the field has none. */
    private static Optional<String> value(String slice) {
        String value = slice.substring(slice.indexOf('=') + 1);
        return value.equals("~")
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static boolean agree(String said, Optional<String> value, boolean time) {
        if (value.isEmpty()) {
            return said.equals(NO_VALUE);
        }
        String full = value.get();
        if (said.equals(full) || !time) {
            return said.equals(full);
        }
        String last = full.substring(Math.max(full.lastIndexOf('-'), full.lastIndexOf('T')) + 1);
        return said.matches("[0-9]{1,4}") && Integer.parseInt(said) == Integer.parseInt(last);
    }
}
