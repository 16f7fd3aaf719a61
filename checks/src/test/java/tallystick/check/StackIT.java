package tallystick.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.checks.CheckStatus;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.JavaConverters;

/** Deequ runs on this Spark without the parts the build leaves out. */
final class StackIT {
    @Test
    void deequ_judges_rows() {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.sql.ansi.enabled", true)
                .getOrCreate()) {
            assertThat(judged(spark, 10).status()).isEqualTo(CheckStatus.Success());
            assertThat(judged(spark, 11).status()).isEqualTo(CheckStatus.Error());
        }
    }

    private static VerificationResult judged(SparkSession spark, long rows) {
        Check ten = new Check(CheckLevel.Error(), "ten unique ids", JavaConverters.asScalaBuffer(List.of()))
                .hasSize(size -> (Long) size == 10L, Option.empty())
                .isUnique("id", Option.empty(), Option.empty());
        return new VerificationSuite()
                .onData(spark.range(rows).toDF("id"))
                .addCheck(ten)
                .run();
    }
}
