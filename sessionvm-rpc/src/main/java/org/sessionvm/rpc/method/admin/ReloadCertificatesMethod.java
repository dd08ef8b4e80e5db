package org.sessionvm.rpc.method.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sessionvm.rpc.admin.Certificates;
import org.sessionvm.rpc.method.Field;

/** Reads the files of the listeners' certificates anew. */
final class ReloadCertificatesMethod
    extends AdminMethod<ReloadCertificatesMethod.Parameters, ReloadCertificatesMethod.Result> {
  private final Certificates certificates;

  /** What it takes. */
  record Parameters() {}

  /** A certificate. */
  record CertificateObject(
      @Field("http or metrics") String listener,
      @Field("when the certificate that is used expires") Instant notAfter,
      @JsonInclude(JsonInclude.Include.NON_EMPTY)
          @Field("why the files were not taken, if they were not")
          Optional<String> problem) {}

  /** What it answers. */
  record Result(
      @Field("of each listener with TLS, after the reload") List<CertificateObject> certificates) {}

  ReloadCertificatesMethod(Certificates certificates) {
    super(
        "ReloadCertificates",
        "Reads the files of certificates and keys anew; where they are no good, the certificate of"
            + " before stays.",
        Parameters.class,
        Result.class);
    this.certificates = certificates;
  }

  @Override
  protected Result operate(Parameters asked) {
    return new Result(
        certificates.reload().stream()
            .map(
                report ->
                    new CertificateObject(report.listener(), report.notAfter(), report.problem()))
            .toList());
  }
}
