package tallystick.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tallystick.contract.CanonicalType.StructType;

/**
 * What differs between two versions of a contract. A field that was added and may be without a value is compatible: the
 * canonical bytes of every record without it are what they were. Everything else is not, and what was written under the
 * earlier version must be written again.
 *
 * @param compatible what was added and changes no bytes, one sentence each
 * @param incompatible everything else that changed, one sentence each
 */
public record ContractChange(List<String> compatible, List<String> incompatible) {
    public ContractChange {
        compatible = List.copyOf(compatible);
        incompatible = List.copyOf(incompatible);
    }

    /** Whether rows of the earlier version are rows of the later one, byte for byte. */
    public boolean isCompatible() {
        return incompatible.isEmpty();
    }

    /** What changed from the earlier to the later contract. */
    public static ContractChange between(Contract earlier, Contract later) {
        List<String> compatible = new ArrayList<>();
        List<String> incompatible = new ArrayList<>();
        if (!earlier.name().equals(later.name())) {
            incompatible.add("the dataset was " + earlier.name() + " and is " + later.name());
        }
        if (!earlier.key().equals(later.key())) {
            incompatible.add("the key was " + earlier.key() + " and is " + later.key());
        }
        structs("", earlier.record(), later.record(), compatible, incompatible);
        for (String name : new TreeSet<>(earlier.types().keySet())) {
            CanonicalType was = earlier.types().get(name);
            CanonicalType is = later.types().get(name);
            if (was instanceof StructType wasStruct && is instanceof StructType isStruct) {
                structs(name + ".", wasStruct, isStruct, compatible, incompatible);
            } else if (!Objects.equals(was, is)) {
                incompatible.add("the type " + name + (is == null ? " is gone" : " changed"));
            }
        }
        boolean differs = !compatible.isEmpty() || !incompatible.isEmpty();
        if (differs && later.version() <= earlier.version()) {
            incompatible.add("the contract changed, but its version is " + later.version() + " and was "
                    + earlier.version() + "; raise it");
        }
        return new ContractChange(compatible, incompatible);
    }

    private static void structs(
            String path, StructType earlier, StructType later, List<String> compatible, List<String> incompatible) {
        Map<Integer, Field> laterById = new HashMap<>();
        later.fields().forEach(field -> laterById.put(field.id(), field));
        Map<Integer, Field> earlierById = new HashMap<>();
        for (Field was : earlier.fields()) {
            earlierById.put(was.id(), was);
            Field is = laterById.get(was.id());
            String field = "field " + path + was.name() + " (id " + was.id() + ")";
            if (is == null) {
                incompatible.add(field + " is gone");
                continue;
            }
            if (!was.name().equals(is.name())) {
                incompatible.add(field + " is now called " + is.name());
            }
            if (was.presence() != is.presence()) {
                incompatible.add(field + " was " + ContractFile.code(was.presence()) + " and is "
                        + ContractFile.code(is.presence()));
            }
            if (!was.equivalences().equals(is.equivalences())) {
                incompatible.add(field + " had the equivalences " + codes(was) + " and has " + codes(is));
            }
            if (was.type() instanceof StructType wasStruct && is.type() instanceof StructType isStruct) {
                structs(path + is.name() + ".", wasStruct, isStruct, compatible, incompatible);
            } else if (!was.type().equals(is.type())) {
                String wasWord = ContractWriter.word(was.type());
                String isWord = ContractWriter.word(is.type());
                incompatible.add(field
                        + (wasWord.equals(isWord)
                                ? " has another " + isWord
                                : " was of type " + wasWord + " and is of type " + isWord));
            }
        }
        for (Field is : later.fields()) {
            if (!earlierById.containsKey(is.id())) {
                String sentence = "field " + path + is.name() + " (id " + is.id() + ") is new and "
                        + ContractFile.code(is.presence());
                boolean mayBeMissing = is.presence() == Presence.NULLABLE || is.presence() == Presence.OPTIONAL;
                (mayBeMissing ? compatible : incompatible).add(sentence);
            }
        }
    }

    private static List<String> codes(Field field) {
        return field.equivalences().stream().sorted().map(Equivalence::code).toList();
    }
}
