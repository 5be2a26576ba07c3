package dev.latchkey.file.blob;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;

/**
 * What an executable knows of Amazon's services in their regions: of the object store all, of three hundred others
 * nothing. On a JVM the library's own table is asked, which has them all.
 */
@TargetClass(className = "software.amazon.awssdk.regions.GeneratedServiceMetadataProvider")
final class KnownServices {

    /** @return null for what is not known: its addresses then follow the rule */
    @Substitute
    public @Nullable ServiceMetadata serviceMetadata(String service) {
        return service.equals("s3") ? new EnhancedS3ServiceMetadata() : null;
    }
}
