package tallystick.job.verify;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of verifications, each over a migration in a folder of its own. */
abstract class OverVerifyFolder {
    @TempDir
    Path folder;

    SparkSession spark;
    VerifyFolder things;

    @BeforeEach
    void openFolder() {
        spark = VerifyIT.spark();
        things = new VerifyFolder(folder, spark);
    }
}
