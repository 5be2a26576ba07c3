package dev.latchkey.protocol.error;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every error a caller of the pCloud dialect can see: the number programs act on and the text people read, both exactly as the dialect
 * publishes them (its spelling mistakes included, since clients compare texts). Ordered by code, never renumbered. Codes that no published
 * source gives a text for carry ours, and say so.
 */
public enum ApiError {
    LOG_IN_REQUIRED(1000, "Log in required."),
    NO_PATH_OR_NAME(1001, "No full path or name/folderid provided."),
    NO_PATH_OR_FOLDERID(1002, "No full path or folderid provided."),
    NO_CSR_OR_PUBLICKEY(
            1003,
            "Neither csr or publickey is provided. Please create Certificate Signing Request and pass it as 'csr' parameter or send your 'publickey'."),
    NO_FILEID_OR_PATH(1004, "No fileid or path provided."),
    UNKNOWN_CONTENT_TYPE(1005, "Unknown content-type requested."),
    NO_FLAGS(1006, "Please provide flags."),
    INVALID_FILE_DESCRIPTOR(1007, "Invalid or closed file descriptor."),
    NO_LOCK_TYPE(1008, "Please provide lock 'type'."),
    NO_OFFSET(1009, "Please provide 'offset'."),
    NO_LENGTH(1010, "Please provide 'length'."),
    NO_COUNT(1011, "Please provide 'count'."),
    INVALID_LOCK_TYPE(1012, "Invalid lock type. Please provide type (supported values: 0, 1, 2)."),
    INVALID_DATE_TIME(1013, "Date/time format not understood."),
    NO_THUMB_FOR_FILE_TYPE(1014, "Thumb can not be created from this file type."),
    INVALID_THUMB_SIZE(
            1015,
            "Please provide valid thumb size. Width and height must be divisible either by 4 or 5 and must be between 16 and 2048 (1024 for height)."),
    NO_TARGET(1016, "No full topath or toname/tofolderid provided."),
    INVALID_FOLDERID(1017, "Invalid 'folderid' provided."),
    INVALID_FILEID(1018, "Invalid 'fileid' provided."),
    NO_CHECKSUM(1019, "Please provide 'sha1' or 'md5' checksum"),
    NO_LANGUAGE(1020, "Please provide language."),
    LANGUAGE_NOT_SUPPORTED(1021, "Language not supported."),
    NO_CODE(1022, "Please provide 'code'."),
    NO_SHARE_MAIL(1023, "Please provide 'mail' to share folder with."),
    NO_SHARE_PERMISSIONS(1024, "Please provide 'permissions' for the share."),
    NO_SHAREREQUESTID_OR_CODE(1025, "Please provide 'sharerequestid' or 'code' to accept a share."),
    NO_SHAREREQUESTID(1026, "Please provide 'sharerequestid'."),
    NO_SHAREID(1027, "Please provide 'shareid'."),
    NO_LINK_CODE(1028, "Please provide link 'code'."),
    NO_FILEID(1029, "Please provide 'fileid'."),
    NO_LINKID(1030, "Please provide 'linkid'."),
    NO_OLD_PASSWORD(1031, "Please provide 'oldpassword'."),
    NO_NEW_PASSWORD(1032, "Please provide 'newpassword'."),
    NO_MAIL(1033, "Please provide 'mail'."),
    NO_PASSWORD(1034, "Please provide 'password'."),
    NO_COMMENT(1035, "Please provide 'comment'."),
    NO_UPLOADLINKID(1036, "Please provide 'uploadlinkid'."),
    NO_RENAME_TARGET(1037, "Please provide at least one of 'topath', 'tofolderid' or 'toname'."),
    NO_FILEIDS(1038, "Please provide 'fileids'."),
    NO_NAME(1039, "Please provide 'name'."),
    NO_URL(1040, "Please provide 'url'."),
    NO_MESSAGE(1041, "Please provide 'message'."),
    NO_REASON(1042, "Please provide 'reason'."),
    NO_PROGRESSHASH(1052, "Please provide 'progresshash'."),
    NO_FILEID_OR_FOLDERID(1053, "Please provide 'fileid' or 'folderid'."),
    NO_COLLECTIONID(1057, "Please provide 'collectionid'."),
    INVALID_COLLECTION_TYPE(1058, "Please provide valid collection 'type'."),
    NO_COLLECTION_ITEM(1059, "Please provide 'item'."),
    NO_COLLECTION_POSITION(1060, "Please provide 'position'."),
    INVALID_SENDER_MAIL(1074, "Please provice valid 'sendermail'."),
    INVALID_RECEIVER_MAILS(1075, "Please provice valid 'receivermails'."),
    NO_TOKENID(1076, "Please provide 'tokenid'."),
    /** Text unpublished; the code is what clients of the dialect know. */
    WRONG_LINK_PASSWORD(1125, "Wrong link password."),
    NO_DEVICEID(1141, "Please provide 'deviceid'."),
    /** Latchkey's own: the dialect publishes the range and no code for a value outside it. */
    INVALID_AUDIO_BIT_RATE(1801, "Please provide 'abitrate' in kbit/s, a number from 16 to 320."),
    /** Latchkey's own: the dialect publishes no code for a malformed number. */
    INVALID_NUMBER(1802, "A parameter that takes a number was given something else."),
    /** Latchkey's own: the API key methods are. */
    NO_APIKEYID(1803, "Please provide 'apikeyid'."),
    /** Latchkey's own: the API key methods are. */
    INVALID_NETWORKS(
            1804, "Please provide 'networks' as addresses or ranges such as 192.0.2.0/24, separated by commas."),
    UPLOAD_NOT_FOUND(1900, "Upload not found"),
    ZIP_NOT_FOUND(1901, "Zip not found"),
    LOG_IN_FAILED(2000, "Log in failed."),
    INVALID_NAME(2001, "Invalid file/folder name."),
    PARENT_NOT_FOUND(2002, "A component of parent directory does not exist."),
    ACCESS_DENIED(2003, "Access denied. You do not have permissions to preform this operation."),
    ALREADY_EXISTS(2004, "File or folder alredy exists."),
    FOLDER_NOT_FOUND(2005, "Directory does not exist."),
    FOLDER_NOT_EMPTY(2006, "Folder is not empty."),
    ROOT_CANNOT_BE_DELETED(2007, "Cannot delete the root folder."),
    OVER_QUOTA(2008, "User is over quota."),
    FILE_NOT_FOUND(2009, "File not found."),
    INVALID_PATH(2010, "Invalid path."),
    SPEED_LIMIT_TOO_LOW(2011, "Requested speed limit too low, see minspeed for minimum."),
    INVALID_CODE(2012, "Invalid 'code' provided."),
    EMAIL_ALREADY_VERIFIED(2013, "Email is already verified."),
    EMAIL_NOT_VERIFIED(2014, "Please verify your email address to preform this action."),
    ROOT_CANNOT_BE_SHARED(2015, "Can not share root folder."),
    ONLY_OWN_FOLDERS_CAN_BE_SHARED(2016, "You can only share your own folders."),
    USER_ACCEPTS_NO_SHARES(2017, "User does not accept shares."),
    INVALID_MAIL(2018, "Invalid 'mail' provided."),
    SHARE_REQUEST_EXISTS(2019, "Share request already exists."),
    SHARE_WITH_SELF(2020, "You can't share a folder with yourself."),
    SHARE_REQUEST_GONE(
            2021, "Non existing share request. It might be already accepted or cancelled by the sending user."),
    SHARE_REQUEST_FOR_ANOTHER_USER(2022, "Wrong user to accept the share."),
    SHARE_INSIDE_SHARE(2023, "You are trying to place shared folder into another shared folder."),
    RECEIVER_HAS_ACCESS(2024, "User already has access to this folder or subfolder of this folder."),
    INVALID_SHAREID(2025, "Invalid shareid."),
    ONLY_OWN_CAN_BE_LINKED(
            2026,
            "You can only share your own files or folders. Copy the file to a folder you own if you need to share it."),
    LINK_NOT_FOUND(2027, "Invalid or already deleted link."),
    ACTIVE_SHARES(2028, "There are active shares or sharerequests for this folder."),
    REVISION_NOT_FOUND(2029, "Revision with provided 'revisionid' not found."),
    PASSWORD_UNCHANGED(2030, "New password is the same as the old one."),
    WRONG_OLD_PASSWORD(2031, "Wrong 'oldpassword' provided."),
    PASSWORD_TOO_SHORT(2032, "Password too short. Minimum length is 6 characters."),
    PASSWORD_SURROUNDED_BY_SPACE(2033, "Password can not start or end with space."),
    PASSWORD_TOO_UNIFORM(2034, "Password does not contain enough different characters. The minimum is 4."),
    PASSWORD_CONSECUTIVE(2035, "Password can not contain only consecutive characters."),
    RESET_CODE_EXPIRED(2036, "Verification 'code' expired. Please request password reset again."),
    TERMS_NOT_ACCEPTED(2037, "You need to accept Terms of Service and all other agreements to register."),
    EMAIL_TAKEN(2038, "User with this email is already registered."),
    UPLOAD_LINK_TO_FOREIGN_FOLDER(2039, "You have to own the folder for upload."),
    UPLOAD_LINK_NOT_FOUND(2040, "Given 'uploadlinkid' not found."),
    CONNECTION_BROKEN(2041, "Connection broken."),
    ROOT_CANNOT_BE_RENAMED(2042, "Cannot rename the root folder."),
    FOLDER_INTO_ITSELF(2043, "Cannot move a folder to a subfolder of itself."),
    NOT_PLAYABLE(2044, "Video links can only be generated for videos."),
    /** Text unpublished; what {@code stat} answers for a path with nothing there. */
    PATH_NOT_FOUND(2055, "File or folder not found."),
    UNSUPPORTED_ARCHIVE(2059, "Unsupported archive format."),
    UNSUPPORTED_CHARSET(2061, "Unsupported character set in 'fromecoding' or 'toencoding'."),
    COLLECTION_NOT_FOUND(2065, "Collection not found."),
    INVALID_COLLECTION_MOVE(2066, "Item could not be moved in the collection - invalid parameters."),
    COLLECTION_NAME_TAKEN(2073, "The name for the collection is already used."),
    CODE_EXPIRED(2074, "Expired 'code' provided."),
    NO_UPLOAD(2088, "No file upload detected."),
    INVALID_ACCESS_TOKEN(2094, "Invalid 'access_token' provided."),
    TRANSFER_OVER_QUOTA(2097, "Transfer is over quota"),
    TRANSFER_SENDER_REFUSED(2098, "Transfer can not be done from this sender email"),
    TOO_MANY_RECEIVERS(2099, "Too many receiver emails"),
    TRANSFER_RECEIVERS_REFUSED(2100, "Transfer can not be done to these receiver emails"),
    TOKEN_NOT_FOUND(2102, "Provided 'tokenid' not found."),
    PLAIN_FILE_IN_ENCRYPTED_FOLDER(2119, "Can not create non-encrypted file in encrypted folder."),
    COPY_FOLDER_INTO_ITSELF(2206, "Can not copy folder into itself."),
    COPY_FOLDER_INTO_SUBFOLDER(2207, "Can not copy folder to subfolder of itself"),
    COPY_TARGET_NOT_FOUND(2208, "Target folder does not exist"),
    /** Text unpublished; the code is what clients of the dialect know. */
    LINK_PASSWORD_REQUIRED(2258, "This link is protected by a password. Please provide 'linkpassword'."),
    EMAIL_UNCHANGED(2271, "User is already with this mail."),
    WRONG_PASSWORD(2272, "Wrong 'password' provided."),
    SECOND_FACTOR_REQUIRED(2297, "TFA login required."),
    OTHER_LOCATION(2321, "This user is on another location."),
    /** Latchkey's own: the API key methods are. */
    API_KEY_NOT_FOUND(2801, "Provided 'apikeyid' not found."),
    /** Latchkey's own, see {@link #API_KEY_NOT_FOUND}. */
    TOO_MANY_API_KEYS(2802, "Your account has as many API keys as it may have. Delete one first."),
    TLS_FAILURE(3000, "SSL error occured. Check sslerror for more information."),
    THUMB_FAILED(3001, "Could not create thumb from the given file."),
    ITUNES_UNREACHABLE(3002, "Connection to iTunes failed."),
    ITUNES_REFUSED(3003, "iTunes error."),
    EXTRACTION_FAILED(3006, "Extracting of the archive failed."),
    TOO_MANY_LOGIN_TRIES(4000, "Too many login tries from this IP address."),
    INTERNAL_ERROR(5000, "Internal error. Try again later."),
    UPLOAD_FAILED(5001, "Internal upload error."),
    NO_SERVER_AVAILABLE(5002, "Internal error, no servers available. Try again later."),
    WRITE_FAILED(5003, "Write error. Try reopening the file."),
    READ_FAILED(5004, "Read error. Try reopening the file."),
    NOT_MODIFIED(6000, "Not modified"),
    INVALID_LINK_CODE(7001, "Invalid link 'code'."),
    LINK_DELETED(7002, "This link is deleted by the owner."),
    LINK_REMOVED_FOR_COPYRIGHT(7003, "This link is deleted bacause of copyright complaint."),
    LINK_EXPIRED(7004, "This link has expired."),
    LINK_TRAFFIC_USED_UP(7005, "This link has reached its traffic limit."),
    LINK_DOWNLOADS_USED_UP(7006, "This link has reached maximum downloads."),
    LINK_SPACE_USED_UP(7007, "This link has reached its space limit."),
    LINK_FILES_USED_UP(7008, "This link has reached its file limit."),
    INVALID_REFERER(7010, "Invalid link referer.");

    private static final Map<Integer, ApiError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ApiError::code, Function.identity()));

    private final int code;
    private final String message;

    ApiError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The error with that number; nothing for one that this version does not know. */
    public static Optional<ApiError> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** The number on the wire: {@code result} and {@code X-Error}. */
    public int code() {
        return code;
    }

    /** The text on the wire: {@code error}. */
    public String message() {
        return message;
    }

    /** A new exception that answers this error. */
    public ApiException exception() {
        return new ApiException(this);
    }

    /**
     * A new exception that answers this error.
     *
     * @param detail what went wrong, for the log only; never a secret
     */
    public ApiException exception(String detail) {
        return new ApiException(this, detail);
    }

    /** Throws this error if the given condition holds. */
    public void when(boolean wrong) {
        if (wrong) {
            throw exception();
        }
    }
}
