package tallystick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @Test
    void findsASecretHoweverItIsSpelt() {
        Redaction redaction = new Redaction();
        String secret = "p&ss \"w\\rd\"/é";
        redaction.register(secret, "${env:P}");

        assertThat(redaction.filter("a" + secret + "b")).isEqualTo("a${env:P}b");
        assertThat(redaction.filter("{\"p\": \"p&ss \\\"w\\\\rd\\\"/é\"}")).isEqualTo("{\"p\": \"${env:P}\"}");
        assertThat(redaction.filter("?p=p%26ss+%22w%5Crd%22%2F%C3%A9")).isEqualTo("?p=${env:P}");
        assertThat(redaction.filter("?p=p%26ss%20%22w%5Crd%22%2F%C3%A9")).isEqualTo("?p=${env:P}");
        assertThat(redaction.filter(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("${env:P}");
    }

    @Test
    void theLongerOfTwoSecretsIsTakenFirst() {
        Redaction redaction = new Redaction();
        redaction.register("secret", "${env:SHORT}");
        redaction.register("secretive", "${env:LONG}");
        assertThat(redaction.filter("secret secretive")).isEqualTo("${env:SHORT} ${env:LONG}");
    }

    @Test
    void eachLineOfASecretIsOne() {
        Redaction redaction = new Redaction();
        redaction.register("-----BEGIN-----\nabcdefgh\n-----END-----", "${file:k}");
        assertThat(redaction.filter("x abcdefgh y")).isEqualTo("x ${file:k} y");
    }

    @ParameterizedTest
    @CsvSource({"typ,type", "Tpye,type", "prsence,presence", "equivalence,equivalences", "maxdepth,max_depth"})
    void aMisspeltWordIsFound(String word, String meant) {
        assertThat(Spelling.nearest(word, java.util.List.of("type", "presence", "equivalences", "max_depth")))
                .contains(meant);
    }

    @Test
    void aForeignWordIsNotGuessed() {
        assertThat(Spelling.nearest("zebra", java.util.List.of("type", "presence")))
                .isEmpty();
        assertThat(Spelling.nearest("x", java.util.List.of("id"))).isEmpty();
    }
}
