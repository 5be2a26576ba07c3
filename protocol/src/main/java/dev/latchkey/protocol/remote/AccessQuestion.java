package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.List;

/**
 * May this account do that here? Answered from grants alone.
 *
 * @param account who wants to
 * @param right what
 * @param owner whose tree it is: an owner has every right there
 * @param folders the folder in question and all its ancestors up to the root, by their real ids (never 0)
 */
public record AccessQuestion(AccountId account, Right right, AccountId owner, List<Long> folders) {}
