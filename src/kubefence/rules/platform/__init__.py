"""The cluster itself: fairness among requests, devices, groups of Pods."""
