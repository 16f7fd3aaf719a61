/** Benchmarks: ratios against what a user would run instead, measured in one run. */
@org.jspecify.annotations.NullMarked
package tallystick.job.bench;
