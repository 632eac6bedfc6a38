/** Creating and verifying topics. */
@NullMarked
package io.longshore.runtime.topic;

import org.jspecify.annotations.NullMarked;
