package tallystick.wire.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.contract.Section;
import tallystick.shape.BoundRecord;
import tallystick.shape.DialectOptions;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.RecordDecoder;
import tallystick.wire.RecordEncoder;

/** JSON as one library of one era writes and reads it. */
public final class JsonDialect implements Dialect {
    /** Go's encoding/json before 1.22: \b and \f are written as u0008 and u000c. */
    public static final JsonDialect GO_1_0 =
            new JsonDialect("go/encoding-json@1.0", new JsonStyle(true, false, true, false));
    /** From Go 1.22: \b and \f are written short. */
    public static final JsonDialect GO_1_22 =
            new JsonDialect("go/encoding-json@1.22", new JsonStyle(true, true, true, false));
    /** From Go 1.27, where encoding/json is built on its second version. */
    public static final JsonDialect GO_1_27 =
            new JsonDialect("go/encoding-json@1.27", new JsonStyle(true, true, true, true));
    /** serde_json before 1.0.147: floats by ryu, 1e16. */
    public static final JsonDialect RUST_RYU =
            new JsonDialect("rust/serde-json@ryu", new JsonStyle(false, true, false, false));
    /** serde_json from 1.0.147: floats by zmij, 1e+16. */
    public static final JsonDialect RUST_ZMIJ =
            new JsonDialect("rust/serde-json@zmij", new JsonStyle(false, true, true, false));

    /** json-iterator/go's ConfigCompatibleWithStandardLibrary. */
    public static final JsonDialect JSONITER_COMPATIBLE =
            new JsonDialect("go/jsoniter@compatible", jsoniter(JsonStyle.Jsoniter.ESCAPING));
    /** Its ConfigDefault: maps in any order. */
    public static final JsonDialect JSONITER_DEFAULT =
            new JsonDialect("go/jsoniter@default", jsoniter(JsonStyle.Jsoniter.ESCAPING));
    /** Its ConfigFastest: six digits of floats, no characters of HTML escaped. */
    public static final JsonDialect JSONITER_FASTEST =
            new JsonDialect("go/jsoniter@fastest", jsoniter(JsonStyle.Jsoniter.FASTEST));

    private final String text;
    private final String runtime;
    private final JsonStyle style;

    private JsonDialect(String text, JsonStyle style) {
        this.text = text;
        this.runtime = style.go() ? "go" : "rust";
        this.style = style;
    }

    private static JsonStyle jsoniter(JsonStyle.Jsoniter configuration) {
        return new JsonStyle(true, false, true, false, false, configuration);
    }

    /** All of them. */
    public static List<Dialect> all() {
        return List.of(
                GO_1_0, GO_1_22, GO_1_27, JSONITER_COMPATIBLE, JSONITER_DEFAULT, JSONITER_FASTEST, RUST_RYU, RUST_ZMIJ);
    }

    /** Every option that one of them has. */
    public static List<String> optionKeys() {
        return List.of("arbitrary_precision");
    }

    @Override
    public Optional<DialectOptions> options(Section side) {
        if (style.go()) {
            return Dialect.super.options(side);
        }
        if (!side.has("options")) {
            return Optional.of(DialectOptions.NONE);
        }
        return side.section("options", optionKeys())
                .map(section ->
                        section.flag("arbitrary_precision", false) ? new ArbitraryPrecision() : DialectOptions.NONE);
    }

    /** That serde_json is built with its feature arbitrary_precision. */
    record ArbitraryPrecision() implements DialectOptions {}

    private JsonStyle styleOf(BoundRecord record) {
        return record.options().dialect() instanceof ArbitraryPrecision ? style.withExactNumbers() : style;
    }

    @Override
    public RecordDecoder decoder(BoundRecord record) {
        return new JsonDecoder(record, styleOf(record));
    }

    @Override
    public RecordEncoder encoder(BoundRecord record) {
        return new JsonEncoder(record, styleOf(record));
    }

    @Override
    public boolean isLinewise() {
        return true;
    }

    @Override
    public Map<String, Carriage> carriage(BoundRecord record) {
        return JsonCarriage.of(record, styleOf(record));
    }

    @Override
    public String name() {
        return text;
    }

    @Override
    public String runtime() {
        return runtime;
    }

    @Override
    public int semantics() {
        return 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
