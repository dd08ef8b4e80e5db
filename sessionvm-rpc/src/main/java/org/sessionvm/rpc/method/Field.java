package org.sessionvm.rpc.method;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a parameter or a member of a result means, for the OpenRPC document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** One line. */
  String value();

  /** Whether callers must give it even though the type lets it be absent. */
  boolean required() default false;
}
