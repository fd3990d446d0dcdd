/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/** Gives the dictionaries that indices refer to. */
interface DictionarySource {

    /** No dictionaries. */
    DictionarySource NONE = id -> null;

    /** The dictionary with the id, or null if there is none. */
    Dictionary get(long id) throws IOException;
}
