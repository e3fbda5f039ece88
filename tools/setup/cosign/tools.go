//go:build tools

// Package tools names the tool that is built from this module.
package tools

import _ "github.com/sigstore/cosign/v3/cmd/cosign"
