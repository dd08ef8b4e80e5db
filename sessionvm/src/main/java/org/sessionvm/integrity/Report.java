package org.sessionvm.integrity;

import java.util.List;

/**
 * What a check found.
 *
 * @param rows how many rows were looked at
 * @param findings the first of what does not fit, at most {@link IntegrityCheck#FINDINGS_MAX}
 * @param isTruncated whether there was more
 * @param isComplete false when the check was stopped
 */
public record Report(long rows, List<Finding> findings, boolean isTruncated, boolean isComplete) {
  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether everything was looked at and fits. */
  public boolean isClean() {
    return isComplete && findings.isEmpty();
  }
}
