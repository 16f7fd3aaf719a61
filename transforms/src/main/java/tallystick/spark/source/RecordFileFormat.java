package tallystick.spark.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;
import tallystick.dialects.WireFormats;
import tallystick.dialects.WireFormats.WireFormat;
import tallystick.spark.records.Declaration;
import tallystick.spark.records.Handling;
import tallystick.spark.records.PayloadWriter;
import tallystick.spark.records.RowPlan;
import tallystick.store.Layout;

/**
 * Files of one format, read and written by Spark: docs/guides/spark-sql.md. Folders, partitions and file metadata are
 * Spark's own business, as for its own formats.
 */
abstract class RecordFileFormat implements FileFormat, DataSourceRegister, Serializable {
    private static final long serialVersionUID = 1;

    private final String name;

    RecordFileFormat(String name) {
        this.name = name;
    }

    @Override
    public final String shortName() {
        return name;
    }

    @Override
    public final String toString() {
        return name;
    }

    @Override
    public final boolean equals(@Nullable Object that) {
        return that != null && getClass() == that.getClass();
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    private WireFormat format() {
        return WireFormats.named(name);
    }

    private Declaration declaration(scala.collection.immutable.Map<String, String> options) {
        Map<String, String> given = JavaConverters.mapAsJavaMap(options);
        return new Declaration(format(), given, Declaration.Use.SOURCE);
    }

    private static Handling handling(SparkSession spark, Declaration declaration) {
        return declaration.handling(spark.sessionState().conf().columnNameOfCorruptRecord());
    }

    /** The columns that the options say; nothing is read. */
    @Override
    public final Option<StructType> inferSchema(
            SparkSession spark, scala.collection.immutable.Map<String, String> options, Seq<FileStatus> files) {
        Declaration declaration = declaration(options);
        Handling handling = handling(spark, declaration);
        return Option.apply(declaration.columns(declaration.plan(Optional.empty(), handling)));
    }

    @Override
    public final boolean isSplitable(
            SparkSession spark, scala.collection.immutable.Map<String, String> options, Path path) {
        return declaration(options).isSplittable(path.getName());
    }

    @Override
    public final Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            scala.collection.immutable.Map<String, String> options,
            Configuration hadoop) {
        Declaration declaration = declaration(options);
        RowPlan plan = declaration.plan(Optional.of(dataSchema), handling(spark, declaration));
        plan.unreadable(dataSchema).ifPresent(why -> {
            throw new IllegalArgumentException(name + ": " + why);
        });
        Broadcast<SerializableConfiguration> configuration = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(hadoop));
        return new Opening(plan, requiredSchema, configuration);
    }

    /** Opens the files of a task. */
    private static final class Opening extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final RowPlan plan;
        private final StructType columns;
        private final Broadcast<SerializableConfiguration> configuration;

        Opening(RowPlan plan, StructType columns, Broadcast<SerializableConfiguration> configuration) {
            this.plan = plan;
            this.columns = columns;
            this.configuration = configuration;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return new RowsOfFile(plan, columns, configuration.value().value(), file);
        }
    }

    @Override
    public final OutputWriterFactory prepareWrite(
            SparkSession spark,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        Declaration declaration = declaration(options);
        RowPlan plan = declaration.plan(Optional.of(dataSchema), handling(spark, declaration));
        if (!plan.shapes().isWritable()) {
            throw new IllegalArgumentException(
                    name + ": the records have several shapes, and none is declared to be written");
        }
        if (plan.framing().layout() instanceof Layout.WholeFile) {
            throw new IllegalArgumentException(
                    name + ": option framing: a file of kind file holds one record, and Spark"
                            + " writes many into each; choose another kind");
        }
        plan.unwritable(dataSchema).ifPresent(why -> {
            throw new IllegalArgumentException(name + ": " + why);
        });
        // Says at once what else is wrong with the columns.
        new PayloadWriter(plan, dataSchema).close();
        return new WriterFactory(name, plan);
    }
}
