@NullMarked
package io.longshore.standalone.security;

import org.jspecify.annotations.NullMarked;
