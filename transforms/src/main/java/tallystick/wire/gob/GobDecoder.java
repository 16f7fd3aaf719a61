package tallystick.wire.gob;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideShape;
import tallystick.shape.SideType;
import tallystick.wire.Findings;
import tallystick.wire.Malformed;
import tallystick.wire.PlannedDecoder;
import tallystick.wire.Reason;

/** Reads one value and the type definitions before and in it; keeps the definitions for the values that follow in the file. */
final class GobDecoder extends PlannedDecoder<GobInput> {
    private final Set<String> names;
    private final boolean anyName;
    private final WireTypes types = new WireTypes();
    private final DecodePlan plans;
    private final Map<Integer, DecodePlan.Compiled<StructReader>> roots = new HashMap<>();
    private final GobInput passing;
    private int replaced = -1;
    private int lastType = -1;
    private DecodePlan.@Nullable Compiled<StructReader> lastRoot;

    GobDecoder(BoundRecord record) {
        super(record);
        this.names = names(record);
        this.anyName = record.shape().record().equals(SideShape.UNNAMED);
        this.plans = new DecodePlan(record, types);
        this.passing = new GobInput(types, record.options().maxDepth());
    }

    @Override
    protected GobInput input(RecordBuffer buffer, Findings findings) {
        return new GobInput(types, record.options().maxDepth(), buffer, findings, rules);
    }

    /** What the type of a record may be called on the wire: as declared, or as an alias of that says. */
    private static Set<String> names(BoundRecord record) {
        Set<String> names = new HashSet<>();
        names.add(record.shape().record());
        names.add(record.root().wireName());
        for (Map.Entry<String, DeclaredType> type : record.shape().types().entrySet()) {
            if (record.shape().resolve(new SideType.Named(type.getKey())) instanceof SideType.Named target
                    && target.name().equals(record.root().wireName())) {
                names.add(type.getKey());
            }
        }
        return names;
    }

    @Override
    public void begin() {
        types.clear();
    }

    @Override
    protected boolean read(GobInput in) {
        int at = in.pos;
        int type = in.typeSequence(false);
        if (!value(in, type, at)) {
            return false;
        }
        if (in.pos < in.end || !in.atEnd()) {
            throw in.fail(in.pos, "bytes after the value, which Go passes over without a word");
        }
        return true;
    }

    @Override
    public void pass(byte[] input, int from, int to) {
        passing.reset(input, from, to);
        try {
            passing.passWhole();
        } catch (Malformed e) {
            // The decoder that is given the record says so.
        }
    }

    private boolean value(GobInput in, int type, int at) {
        WireType wire = types.get(type);
        if (wire == null && !WireType.isBuiltIn(type)) {
            throw in.fail(at, "a value of the type id " + type + ", which the file has not defined before");
        }
        if (wire == null
                || wire.kind() != WireType.Kind.STRUCT
                || !anyName && !names.contains(wire.name()) && !wire.name().isEmpty()) {
            String held = type == WireType.INTERFACE ? held(in) : "";
            in.findings.add(
                    Reason.TYPE,
                    "",
                    in.offset(at),
                    "a value of the type " + types.name(type) + held + ", where records are "
                            + (anyName ? "structs" : record.root().wireName())
                            + (wire != null && wire.kind() == WireType.Kind.STRUCT
                                    ? "; if the program called the same type so, declare " + wire.name()
                                            + " as an alias of " + record.root().wireName()
                                    : ""));
            // Its definitions count for what follows.
            in.skipWhole(type);
            return false;
        }
        DecodePlan.Compiled<StructReader> root = root(type);
        root.reader().root(in);
        for (DecodePlan.Problem problem : root.problems()) {
            in.findings.add(problem.reason(), problem.path(), in.offset(at), problem.detail());
        }
        return true;
    }

    /** What the interface holds that is no record. */
    private static String held(GobInput in) {
        int at = in.pos;
        in.singleton();
        int length = in.registeredName();
        String name = in.text(in.pos - length, length);
        in.pos = at;
        return name.isEmpty() ? " that holds nothing" : " that holds a " + name;
    }

    private DecodePlan.Compiled<StructReader> root(int type) {
        if (replaced != types.replaced()) {
            roots.clear();
            lastRoot = null;
            replaced = types.replaced();
        }
        if (lastRoot != null && type == lastType) {
            return lastRoot;
        }
        DecodePlan.Compiled<StructReader> root = roots.get(type);
        if (root == null) {
            root = plans.root(type);
            roots.put(type, root);
        }
        lastType = type;
        lastRoot = root;
        return root;
    }
}
