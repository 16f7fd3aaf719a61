package tallystick.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import tallystick.canonical.ByteSink;
import tallystick.canonical.CanonicalEncoder;
import tallystick.canonical.RecordBuffer;
import tallystick.shape.DecodeOptions;

/** What a fact of one record declares, and what ours makes of its bytes. */
public final class OneRecord {
    private static final HexFormat HEX = HexFormat.of();

    public final Declared declared;
    public final RecordBuffer record = new RecordBuffer();
    public final Findings findings = new Findings();

    public OneRecord(JsonNode fact) {
        JsonNode options = fact.path("options");
        declared = Declared.of(
                fact,
                new DecodeOptions(
                        options.path("unknown_fields").asText().equals("ignore"),
                        options.path("duplicate_keys").asText().startsWith("last"),
                        1000));
    }

    public boolean decodes(byte[] wire) {
        return declared.dialect().decoder(declared.bound()).decode(wire, 0, wire.length, record, findings);
    }

    public void reads(byte[] wire, String canonical) {
        assertThat(declared.isRefused()).as(declared.problems().toString()).isFalse();
        assertThat(decodes(wire)).as(() -> findings.list().toString()).isTrue();
        assertThat(findings.list()).isEmpty();
        assertThat(canonical()).isEqualTo(canonical);
    }

    private String canonical() {
        ByteSink bytes = new ByteSink(64);
        CanonicalEncoder encoder = new CanonicalEncoder(declared.contract());
        assertThat(encoder.encode(record, bytes))
                .as(() -> encoder.violations().toString())
                .isTrue();
        return HEX.formatHex(bytes.copy());
    }

    /** Whether it is read as that; otherwise something must be found. */
    public boolean readsOrFinds(byte[] wire, String canonical) {
        if (declared.isRefused() || !decodes(wire) || !findings.isEmpty()) {
            return false;
        }
        assertThat(canonical()).isEqualTo(canonical);
        return true;
    }

    public void refuses(byte[] wire) {
        boolean whole = decodes(wire);
        assertThat(whole && findings.isEmpty()).as("it is read").isFalse();
    }

    public void finds(byte[] wire, String reason) {
        decodes(wire);
        assertThat(findings.list().stream().map(finding -> finding.reason().code()))
                .contains(reason);
    }

    private Findings write(String canonical, ByteSink out) {
        Findings found = new Findings();
        declared.dialect().encoder(declared.bound()).encode(declared.record(canonical), out, found);
        return found;
    }

    public void writes(String canonical, byte[] wire) {
        ByteSink out = new ByteSink(64);
        assertThat(write(canonical, out).list()).isEmpty();
        assertThat(HEX.formatHex(out.copy())).isEqualTo(HEX.formatHex(wire));
    }

    public void doesNotWrite(String canonical) {
        assertThat(write(canonical, new ByteSink(64)).list()).isNotEmpty();
    }

    public void isImpossible() {
        if (!declared.isRefused()) {
            assertThat(declared.dialect().carriage(declared.bound()).values())
                    .anyMatch(carriage -> carriage.how() == Carriage.How.IMPOSSIBLE);
        }
    }
}
