package matching

// RequestID is opaque, nonempty and at most 128 bytes.
type RequestID string
