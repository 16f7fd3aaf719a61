package tallystick.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.Dialect;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RuleCounts;
import tallystick.wire.TypeReader;

/** Gives each record to the decoder of the first shape whose conditions it meets. */
final class ChoosingDecoder implements RecordDecoder {
    private static final int MOST_SHOWN = 60;

    private final int fields;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<FieldProbe.Key, FieldProbe> probes = new LinkedHashMap<>();
    private final @Nullable TypeReader types;
    private final RuleCounts rules = new RuleCounts();
    private String route = "";

    ChoosingDecoder(RecordShapes declared) {
        fields = declared.contract().record().fields().size();
        Dialect dialect = declared.dialect();
        types = dialect.typeReader().orElse(null);
        for (RecordShape shape : declared.shapes()) {
            candidates.add(new Candidate(shape, dialect, declared));
        }
    }

    /** A shape, and what it takes to know its records and to read them. */
    private final class Candidate {
        final RecordShape shape;
        final @Nullable RecordDecoder decoder;
        final int stripped;
        private final List<Condition> ofRecord = new ArrayList<>();
        private final Map<Condition.FieldIs, FieldProbe> fields = new LinkedHashMap<>();
        private boolean applies = true;

        Candidate(RecordShape shape, Dialect dialect, RecordShapes declared) {
            this.shape = shape;
            stripped = shape.stripped();
            decoder = shape.bound().map(dialect::decoder).orElse(null);
            for (Condition condition : shape.when()) {
                if (condition instanceof Condition.FieldIs field) {
                    fields.put(field, probe(field, dialect, declared));
                }
                if (!(condition instanceof Condition.PathLike) && !(condition instanceof Condition.Dated)) {
                    ofRecord.add(condition);
                }
            }
        }

        /** In a format that names its types, a field is one of its own type; else it is the same field for all shapes. */
        private FieldProbe probe(Condition.FieldIs field, Dialect dialect, RecordShapes declared) {
            BoundRecord own = dialect.typeReader().isPresent() ? shape.bound().orElse(null) : null;
            FieldProbe.Key key =
                    new FieldProbe.Key(own, field.path(), field.values().get(0).getClass());
            return probes.computeIfAbsent(
                    key,
                    ignored -> own == null
                            ? FieldProbe.undeclared(dialect, field, declared.options())
                            : FieldProbe.declared(dialect, own, field).orElseThrow());
        }

        void begin(String unit, String file) {
            applies = true;
            for (Condition condition : shape.when()) {
                if (condition instanceof Condition.PathLike path) {
                    applies &= path.isMet(file);
                } else if (condition instanceof Condition.Dated dated) {
                    applies &= dated.isMet(unit);
                }
            }
            if (decoder != null) {
                decoder.begin(unit, file);
            }
        }

        boolean isMet(byte[] input, int from, int to, String type) {
            if (!applies) {
                return false;
            }
            for (Condition condition : ofRecord) {
                boolean met = condition instanceof Condition.FirstBytes first
                        ? first.isMet(input, from, to)
                        : condition instanceof Condition.TypeIs named
                                ? named.names().contains(type)
                                : condition instanceof Condition.FieldIs field && isMet(field, input, from, to);
                if (!met) {
                    return false;
                }
            }
            return true;
        }

        private boolean isMet(Condition.FieldIs field, byte[] input, int from, int to) {
            FieldProbe probe = fields.get(field);
            Object value = probe == null ? null : probe.value(input, from, to);
            return value != null && field.values().stream().anyMatch(value::equals);
        }
    }

    @Override
    public void begin(String unit, String file) {
        candidates.forEach(candidate -> candidate.begin(unit, file));
        probes.values().forEach(FieldProbe::begin);
        if (types != null) {
            types.begin();
        }
    }

    @Override
    public void begin() {
        throw new IllegalStateException("which shape a record has may depend on its unit and file; say them");
    }

    @Override
    public String header(byte[] input, int from, int to) {
        List<String> wrong = new ArrayList<>();
        boolean any = false;
        for (Candidate candidate : candidates) {
            if (candidate.decoder != null) {
                wrong.add(candidate.decoder.header(input, from, to));
            }
            any |= candidate.decoder == null;
        }
        probes.values().forEach(probe -> probe.header(input, from, to));
        // It is the header of one shape, and may be that of any record that goes elsewhere.
        return any || wrong.contains("") ? "" : String.join("; ", wrong);
    }

    @Override
    public boolean decode(byte[] input, int from, int to, RecordBuffer into, Findings findings) {
        String type = types == null ? "" : types.type(input, from, to);
        Candidate chosen = null;
        for (Candidate candidate : candidates) {
            if (chosen == null && candidate.isMet(input, from, to, type)) {
                chosen = candidate;
            } else if (candidate.decoder != null) {
                candidate.decoder.pass(input, from, to);
            }
        }
        route = chosen == null ? "" : chosen.shape.route();
        boolean decoded = false;
        if (chosen != null && chosen.decoder != null) {
            decoded = chosen.decoder.decode(input, from + chosen.stripped, to, into, findings);
        } else {
            findings.clear();
            into.reset(input, fields);
            // What is no record was not told apart by its fields, so it goes nowhere else either.
            Optional<Finding> fault = fault();
            if (chosen == null || chosen.ofRecord.isEmpty() && fault.isPresent()) {
                route = "";
                findings.add(fault.orElseGet(() -> noShape(input, from, to, type)));
            }
        }
        probes.values().forEach(probe -> probe.next(input, from, to));
        return decoded;
    }

    /** What is no record at all has no shape either, and should not be said to lack one. */
    private Optional<Finding> fault() {
        if (types != null && types.fault().isPresent()) {
            return types.fault();
        }
        return probes.values().stream().flatMap(probe -> probe.fault().stream()).findFirst();
    }

    private Finding noShape(byte[] input, int from, int to, String type) {
        List<String> said = new ArrayList<>();
        if (!type.isEmpty()) {
            said.add("its type is " + type);
        }
        new TreeSet<>(probes.keySet().stream().map(FieldProbe.Key::path).toList())
                .forEach(path -> said.add(path + " is " + shown(path, input, from, to)));
        List<String> demanded = new ArrayList<>();
        for (Candidate candidate : candidates) {
            demanded.add(String.join(
                    " and ",
                    candidate.shape.when().stream().map(Condition::toString).toList()));
        }
        return new Finding(
                Reason.NO_SHAPE,
                "",
                0,
                "none of the side's records is for it" + (said.isEmpty() ? "" : ": " + String.join(", ", said))
                        + "; they are for what meets: " + String.join("; ", demanded));
    }

    private String shown(String path, byte[] input, int from, int to) {
        for (Map.Entry<FieldProbe.Key, FieldProbe> probe : probes.entrySet()) {
            Object value = probe.getKey().path().equals(path) ? probe.getValue().value(input, from, to) : null;
            if (value != null) {
                String text = Condition.FieldIs.shown(value);
                return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
            }
        }
        return "not there, or of another kind";
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public RuleCounts rules() {
        for (Candidate candidate : candidates) {
            if (candidate.decoder != null) {
                rules.take(candidate.decoder.rules());
            }
        }
        return rules;
    }
}
