package tallystick.job.run;

/**
 * What a command does. {@code tallystick.job.cli.Commands} names the class of each; it has a constructor without
 * parameters, and is made once for each run.
 */
public interface Job {
    /**
     * Does it, and writes {@code verdict.json} if this job has one.
     *
     * @return how the process ends; DIFFER, QUALITY, INCOMPLETE and REFUSED only after a verdict was written, because
     *     {@code --exit-zero} turns them into 0
     * @throws JobException when it cannot be done; the message tells the user why and how to mend it
     * @throws java.io.IOException when an outside system failed, worth a retry
     * @throws Exception anything else is a defect of this program
     */
    ExitCode run(JobContext context) throws Exception;
}
