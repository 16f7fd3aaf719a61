package tallystick.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import tallystick.canonical.ByteSink;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.wire.Findings;

class RowEncoderTest {
    @Test
    void aRuleIsCountedOnceHoweverOftenItsRecordIsLookedAt() {
        Contract contract = ContractFile.load(
                        "things.yaml",
                        """
                        contract: things
                        version: 1
                        key: [id]
                        fields:
                          - {id: 1, name: id, type: i64}
                          - {id: 2, name: text, type: string, presence: nullable, equivalences: [empty_is_null]}
                        """)
                .contract()
                .orElseThrow();
        StructType columns = new StructType().add("id", DataTypes.LongType).add("text", DataTypes.StringType);
        RowEncoder encoder = new RowEncoder(contract, columns, Map.of());
        InternalRow row = new GenericInternalRow(new Object[] {7L, UTF8String.fromString("")});
        Findings findings = new Findings();
        assertThat(encoder.encode(row, new ByteSink(16), findings)).isTrue();
        encoder.record(row, findings);
        encoder.record(row, findings);
        assertThat(encoder.rules().snapshot()).isEqualTo(Map.of("text: empty_is_null", 1L));
    }
}
