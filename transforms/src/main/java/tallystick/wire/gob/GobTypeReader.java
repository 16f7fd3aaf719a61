package tallystick.wire.gob;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tallystick.wire.Finding;
import tallystick.wire.Malformed;
import tallystick.wire.TypeReader;

/** Reads the names that a stream's definitions give to the types of its values. */
final class GobTypeReader implements TypeReader {
    private static final int DEEPEST = 1000;

    private final WireTypes types = new WireTypes();
    private final GobInput in = new GobInput(types, DEEPEST);
    private @Nullable Finding fault;

    @Override
    public void begin() {
        types.clear();
    }

    @Override
    public String type(byte[] input, int from, int to) {
        in.reset(input, from, to);
        fault = null;
        try {
            int type = in.passWhole();
            WireType defined = types.get(type);
            return defined == null ? WireType.isBuiltIn(type) ? WireType.builtInName(type) : "" : defined.name();
        } catch (Malformed e) {
            fault = new Finding(e.reason(), "", e.at(), e.detail());
            return "";
        }
    }

    @Override
    public Optional<Finding> fault() {
        return Optional.ofNullable(fault);
    }
}
