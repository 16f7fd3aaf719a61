package tallystick.check.tally;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A Parquet file with a timestamp in INT96, as programs other than Spark write it. */
final class Int96File {
    private static final MessageType TYPE =
            MessageTypeParser.parseMessageType("message t { required int64 id; optional int96 at; }");
    private static final int JULIAN_DAY_OF_1970 = 2_440_588;

    private Int96File() {}

    /** Writes one row: that id, and a time of that many nanoseconds after the start of 1970. */
    static void write(Path file, long id, long nanos) throws IOException {
        ByteBuffer time = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        time.putLong(nanos).putInt(JULIAN_DAY_OF_1970).flip();
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration())
                .withType(TYPE)
                .build()) {
            writer.write(new SimpleGroupFactory(TYPE)
                    .newGroup()
                    .append("id", id)
                    .append("at", Binary.fromConstantByteBuffer(time)));
        }
    }
}
