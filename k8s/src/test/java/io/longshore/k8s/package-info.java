/** What the manifests for Kubernetes are held to, without a cluster. */
@NullMarked
package io.longshore.k8s;

import org.jspecify.annotations.NullMarked;
