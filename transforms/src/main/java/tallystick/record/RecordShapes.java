package tallystick.record;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tallystick.contract.Contract;
import tallystick.dialects.Dialects;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.store.Framers;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;
import tallystick.wire.Semantics;

/**
 * How the records of a side are read and written: the first shape whose conditions a record meets is its shape.
 */
public final class RecordShapes implements Serializable {
    private static final long serialVersionUID = 1;

    private final Contract contract;
    private final String dialect;
    private final List<RecordShape> shapes;
    private final int written;

    /**
     * @param contract of all shapes
     * @param dialect the name of one of {@link Dialects}
     * @param shapes in the order in which they are tried; at least one is no route
     * @param written the position of the shape that new records get, or -1 when none is declared to be
     */
    public RecordShapes(Contract contract, String dialect, List<RecordShape> shapes, int written) {
        this.contract = contract;
        this.dialect = dialect;
        this.shapes = List.copyOf(shapes);
        this.written = written;
        if (shapes.stream().allMatch(shape -> shape.bound().isEmpty())) {
            throw new IllegalArgumentException("none of the shapes is of the contract's records");
        }
    }

    /** The one shape of a side whose records are all alike. */
    public static RecordShapes of(String dialect, BoundRecord bound) {
        return new RecordShapes(
                bound.contract(), dialect, List.of(RecordShape.of(List.of(), bound, false, Map.of())), 0);
    }

    public Contract contract() {
        return contract;
    }

    /** In the order in which they are tried. */
    public List<RecordShape> shapes() {
        return shapes;
    }

    /** The routes that records of other datasets go, in the order in which they are tried. */
    public List<String> routes() {
        return shapes.stream()
                .map(RecordShape::route)
                .filter(route -> !route.isEmpty())
                .distinct()
                .toList();
    }

    /** A decoder for one task. */
    public RecordDecoder decoder() {
        RecordShape first = shapes.get(0);
        return shapes.size() == 1 && first.isPlain()
                ? dialect().decoder(first.bound().orElseThrow())
                : new ChoosingDecoder(this);
    }

    /** Whether it is declared which shape new records get. */
    public boolean isWritable() {
        return written >= 0;
    }

    /** An encoder for one task, of the shape that new records get. */
    public RecordEncoder encoder() {
        if (!isWritable()) {
            throw new IllegalStateException("it is not declared which shape new records get");
        }
        RecordShape shape = shapes.get(written);
        RecordEncoder encoder = dialect().encoder(shape.bound().orElseThrow());
        return shape.constants().isEmpty() && shape.prefix().length == 0
                ? encoder
                : new ConstantEncoder(encoder, shape, contract);
    }

    /** Finds records that stand one after the other; where a record ends only its shape tells, there is but one shape. */
    public Framers framers() {
        return () -> dialect()
                .framer(firstBound())
                .orElseThrow(() -> new IllegalStateException("records of " + dialect + " do not say where they end"));
    }

    /** What the side declares about reading it, the same for every shape. */
    DecodeOptions options() {
        return firstBound().options();
    }

    private BoundRecord firstBound() {
        return shapes.stream()
                .flatMap(shape -> shape.bound().stream())
                .findFirst()
                .orElseThrow();
    }

    /** How a shape carries each leaf field of the contract, by dotted path. */
    public Map<String, Carriage> carriage(RecordShape shape) {
        Map<String, Carriage> carriage = new LinkedHashMap<>();
        shape.bound().ifPresent(bound -> dialect().carriage(bound).forEach((path, how) -> {
            if (!path.startsWith(FURTHER)) {
                carriage.put(path, how);
            }
        }));
        return carriage;
    }

    /** How the side carries each leaf field of the contract: as the worst of its shapes does. */
    public Map<String, Carriage> carriage() {
        Map<String, Carriage> worst = new LinkedHashMap<>();
        for (RecordShape shape : shapes) {
            carriage(shape)
                    .forEach((path, how) ->
                            worst.merge(path, how, (one, other) -> other.how().compareTo(one.how()) > 0 ? other : one));
        }
        return worst;
    }

    /** What the names of further fields begin with, as no name in a contract does. */
    public static final String FURTHER = "_";

    /** The number of what the side's bytes mean. */
    public int semantics() {
        return Semantics.of(dialect());
    }

    Dialect dialect() {
        return Dialects.named(dialect).orElseThrow(() -> new IllegalStateException("there is no dialect " + dialect));
    }
}
