package tallystick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractChangeTest {
    private static final String EARLIER =
            """
            contract: c
            version: 1
            key: [id]
            types: {T: {struct: [{id: 1, name: a, type: i8}]}, E: {enum: [{id: 0, name: A}]}}
            fields:
              - {id: 1, name: id, type: i64}
              - {id: 2, name: s, type: {struct: [{id: 1, name: x, type: i8}]}}
              - {id: 3, name: t, type: {ref: T}, presence: nullable}
              - {id: 4, name: e, type: {ref: E}}
            """;

    @Test
    void theSameIsNoChange() {
        assertThat(change("", "")).isEqualTo(new ContractChange(java.util.List.of(), java.util.List.of()));
    }

    @Test
    void aHigherVersionAloneIsNoChange() {
        assertThat(change("version: 1", "version: 2").isCompatible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nullable", "optional"})
    void anAddedFieldThatMayBeMissingIsCompatible(String presence) {
        ContractChange change = ContractChange.between(
                contract(EARLIER),
                contract(EARLIER.replace("version: 1", "version: 2")
                                .replace(
                                        "type: i8}]}}\n",
                                        "type: i8}, {id: 9, name: y, type: i8, presence: " + presence + "}]}}\n")
                        + "  - {id: 5, name: n, type: i8, presence: " + presence + "}\n"));
        assertThat(change.incompatible()).isEmpty();
        assertThat(change.compatible())
                .containsExactly("field s.y (id 9) is new and " + presence, "field n (id 5) is new and " + presence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            contract: c                       | contract: d                         | the dataset was c and is d
            key: [id]                         | key: [id, e]                        | the key was [id] and is [id, e]
            name: x, type: i8                 | name: x, type: i16                  | field s.x (id 1) was of type i8 and is of type i16
            name: x, type: i8                 | name: z, type: i8                   | field s.x (id 1) is now called z
            name: a, type: i8                 | name: a, type: u8                   | field T.a (id 1) was of type i8 and is of type u8
            {id: 0, name: A}                  | {id: 0, name: B}                    | the type E changed
            '{ref: T}, presence: nullable'    | '{ref: T}, presence: optional'      | field t (id 3) was nullable and is optional
            '{ref: T}, presence: nullable'    | '{ref: T}, presence: nullable, equivalences: [null_is_absent]' | field t (id 3) had the equivalences [] and has [null_is_absent]
            id: 4, name: e                    | id: 5, name: e                      | field e (id 4) is gone
            id: 4, name: e                    | id: 5, name: e                      | field e (id 5) is new and required
            """)
    void everythingElseIsNot(String was, String is, String expected) {
        assertThat(EARLIER).contains(was);
        Contract later = contract(EARLIER.replace("version: 1", "version: 2").replace(was, is));
        ContractChange change = ContractChange.between(contract(EARLIER), later);
        assertThat(change.incompatible()).contains(expected);
        assertThat(change.isCompatible()).isFalse();
    }

    @Test
    void aChangeWithoutAHigherVersionIsNotCompatible() {
        Contract later = contract(EARLIER + "  - {id: 5, name: n, type: i8, presence: nullable}\n");
        assertThat(ContractChange.between(contract(EARLIER), later).incompatible())
                .containsExactly("the contract changed, but its version is 1 and was 1; raise it");
    }

    private static ContractChange change(String was, String is) {
        return ContractChange.between(contract(EARLIER), contract(EARLIER.replace(was, is)));
    }

    private static Contract contract(String text) {
        ContractFile.Loaded loaded = ContractFile.load("c.yaml", text);
        assertThat(loaded.diagnostics()).isEmpty();
        return loaded.contract().orElseThrow();
    }
}
