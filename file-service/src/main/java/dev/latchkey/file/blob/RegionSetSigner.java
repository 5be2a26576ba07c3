package dev.latchkey.file.blob;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * That there is no signing for several regions at a time, in an executable: the library refuses it while its part in C
 * is not on the class path, but an executable cannot be made with calls of what is not there.
 */
@TargetClass(className = "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
final class RegionSetSigner {

    @Substitute
    public static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
        throw new UnsupportedOperationException(
                "signing for several regions needs software.amazon.awssdk:http-auth-aws-crt");
    }
}
