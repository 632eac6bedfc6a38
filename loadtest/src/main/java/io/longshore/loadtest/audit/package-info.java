/** What senders were told, and what lies on the topics afterwards: the two are held together. */
@NullMarked
package io.longshore.loadtest.audit;

import org.jspecify.annotations.NullMarked;
