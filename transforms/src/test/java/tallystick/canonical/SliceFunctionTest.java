package tallystick.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

class SliceFunctionTest {
    private static final Contract CONTRACT = new Contract(
            "t",
            1,
            new StructType(List.of(
                    new Field(1, "id", Scalar.I64, Presence.REQUIRED),
                    new Field(2, "at", new TimestampType(9, false), Presence.NULLABLE),
                    new Field(3, "carrier", Scalar.STRING, Presence.NULLABLE),
                    new Field(4, "born", Scalar.DATE, Presence.NULLABLE),
                    new Field(5, "price", Scalar.F64, Presence.NULLABLE))),
            List.of("id"),
            Map.of());

    private final RecordBuffer record = new RecordBuffer();

    SliceFunctionTest() {
        record.reset(new byte[0], 5);
        record.setInt(record.slot(0, 0), 42);
        record.setMoment(record.slot(0, 1), -1, 999_999_999, RecordBuffer.NO_OFFSET);
        byte[] text = "a/b=ü".getBytes(StandardCharsets.UTF_8);
        record.setScratch(record.slot(0, 2), RecordBuffer.TEXT, text, 0, text.length);
        record.setInt(record.slot(0, 3), 0);
    }

    @Test
    void timeFunctionsFloorInUtc() {
        assertThat(slice("year(at)", "month(at)", "day(at)", "hour(at)"))
                .isEqualTo("year(at)=1969/month(at)=1969-12/day(at)=1969-12-31/hour(at)=1969-12-31T23");
        assertThat(slice("month(born)", "born")).isEqualTo("month(born)=1970-01/born=1970-01-01");
    }

    @Test
    void textCannotForgeAnotherSlice() {
        assertThat(slice("carrier", "id")).isEqualTo("carrier=a%2Fb%3D%C3%BC/id=42");
    }

    @Test
    void noValueHasASliceOfItsOwn() {
        record.absent(record.slot(0, 2));
        assertThat(slice("carrier")).isEqualTo("carrier=~");
    }

    @Test
    void bucketsSpread() {
        SliceFunction function = SliceFunction.compile(CONTRACT, List.of("bucket(8, id)"));
        Set<String> seen = new HashSet<>();
        for (int id = 0; id < 1000; id++) {
            record.setInt(record.slot(0, 0), id);
            seen.add(function.apply(record));
        }
        assertThat(seen).hasSize(8).contains("bucket(8,id)=0", "bucket(8,id)=7");
    }

    @Test
    void anIdHoldsNoWhiteSpace() {
        assertThat(slice(" bucket( 08 , id ) ")).startsWith("bucket(8,id)=");
    }

    /** The compiled function goes to the executors, and computes there what it computes here. */
    @Test
    void aFunctionThatTravelledIsTheSame() throws Exception {
        SliceFunction function = SliceFunction.compile(CONTRACT, List.of("bucket(1000, carrier)", "day(at)"));
        String here = function.apply(record);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(function);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((SliceFunction) in.readObject()).apply(record)).isEqualTo(here);
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> slice("nope"))
                .hasMessage("the slice nope names no top-level field of the contract. The fields are id, at, carrier,"
                        + " born, price");
        assertThatThrownBy(() -> slice("week(at)")).hasMessageStartingWith("there is no slice function week. ");
        assertThatThrownBy(() -> slice("Day(at)")).hasMessage("there is no slice function Day. Did you mean day?");
        assertThatThrownBy(() -> slice("day(carrier)")).hasMessageContaining("and carrier is none");
        assertThatThrownBy(() -> slice("price")).hasMessageContaining("price is a float, json or nested");
        assertThatThrownBy(() -> slice("hour(born)")).hasMessageContaining("born is a date and has no hour");
        assertThatThrownBy(() -> slice("bucket(0, id)")).hasMessage("0 is no number of buckets. It is 1 to 999999999");
        assertThatThrownBy(() -> slice("bucket(id)")).hasMessageEndingWith("Say how many buckets: bucket(16, id)");
        assertThatThrownBy(() -> SliceFunction.compile(CONTRACT, List.of())).hasMessageContaining("slices.by is empty");
    }

    private String slice(String... parts) {
        return SliceFunction.compile(CONTRACT, List.of(parts)).apply(record);
    }
}
