package dev.latchkey.file.blob;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import javax.xml.stream.XMLInputFactory;

/**
 * What reads the object store's answers in an executable: the same small parser that a JVM finds on its class path, but
 * named, so that the JDK's own, of two megabytes of code, is not kept in case there were none.
 */
@TargetClass(className = "software.amazon.awssdk.protocols.query.unmarshall.XmlDomParser")
final class AnswersInXml {

    /** As the library sets it: no entities from elsewhere, no document types. */
    @Substitute
    private static XMLInputFactory createXmlInputFactory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
