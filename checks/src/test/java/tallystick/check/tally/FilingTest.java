package tallystick.check.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tallystick.canonical.CanonicalDecoder;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.store.UnitId;
import tallystick.store.UnitLayout;
import tallystick.wire.Findings;

class FilingTest {
    private static boolean isAdmitted(String folder) {
        Contract contract = ContractFile.load(
                        "things.yaml",
                        """
                        contract: things
                        version: 1
                        key: [id]
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: name, type: string}
                        """)
                .contract()
                .orElseThrow();
        byte[] bytes = HexFormat.of().parseHex("a2010102" + "63613a62"); // its name is a:b
        RecordBuffer record = new RecordBuffer();
        assertThat(new CanonicalDecoder(contract).decode(bytes, 0, bytes.length, record))
                .isTrue();
        Filing filing = Filing.of(contract, UnitLayout.of("name={name}"), Map.of("name", "name"))
                .orElseThrow();
        return filing.admits(UnitId.encode(folder), record, new Findings());
    }

    @Test
    void aFolderMayBeNamedAsSparkNamesIt() {
        assertThat(isAdmitted("name=a:b")).isTrue();
        assertThat(isAdmitted("name=a%3Ab")).isTrue();
        assertThat(isAdmitted("name=a%3Ac")).isFalse();
    }
}
