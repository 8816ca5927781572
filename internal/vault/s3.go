package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/btsdirector/bts/internal/fault"
)

// S3 is a vault in a bucket of an S3-compatible store, for several machines at once. What comes in is spooled on this
// machine first: its address is only known at its end.
type S3 struct {
	client *minio.Client
	bucket string
	prefix string
	spool  string // folder for what comes in; "" is that of the system
}

var _ Vault = (*S3)(nil)

// OpenS3 opens the vault at an address like s3://bucket/prefix?endpoint=https://s3.example.net&region=eu-west-1. Without an
// endpoint it is Amazon's. The key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from the files of the AWS
// tools, or from the machine's role; it never stands in the address. It returns fault.Invalid for an address that is none, and
// fault.Unavailable when the bucket does not answer.
func OpenS3(ctx context.Context, address string) (*S3, error) {
	bad := func(why string) error {
		return fault.New(fault.Invalid, "the vault cannot be at this address: %s", why).
			WithRemedy("Write it as s3://bucket/folder?endpoint=https://s3.example.net&region=eu-west-1, with the key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
	}
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "s3" || at.Host == "" {
		return nil, bad("it names no bucket")
	}
	if at.User != nil {
		return nil, bad("a key has no place in it")
	}
	query := at.Query()
	endpoint, secure := "s3.amazonaws.com", true
	if given := query.Get("endpoint"); given != "" {
		to, err := url.Parse(given)
		if err != nil || to.Host == "" || to.Scheme != "https" && to.Scheme != "http" {
			return nil, bad("its endpoint is none")
		}
		endpoint, secure = to.Host, to.Scheme == "https"
	}
	client, err := minio.New(endpoint, &minio.Options{
		Creds: credentials.NewChainCredentials([]credentials.Provider{
			&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: &http.Client{Transport: http.DefaultTransport}},
		}),
		Secure: secure, Region: query.Get("region"), BucketLookup: lookupOf(endpoint),
	})
	if err != nil {
		return nil, bad(err.Error())
	}
	v := &S3{client: client, bucket: at.Host, prefix: strings.Trim(at.Path, "/")}
	there, err := client.BucketExists(ctx, v.bucket)
	if err == nil && !there {
		return nil, fault.New(fault.Unavailable, "there is no bucket %s", v.bucket).WithRemedy("Make it first, with versions and a rule against deleting if the store has them.")
	}
	return v, v.explain(ctx, err)
}

// lookupOf is how a store names its buckets: Amazon in the host, most others in the path.
func lookupOf(endpoint string) minio.BucketLookupType {
	if strings.HasSuffix(endpoint, "amazonaws.com") {
		return minio.BucketLookupAuto
	}
	return minio.BucketLookupPath
}

// Close lets go of nothing: there is nothing to hold.
func (*S3) Close() error { return nil }

func (v *S3) key(sha256 string) string {
	_, name := blobPath(sha256)
	return path.Join(v.prefix, name)
}

// Put keeps everything r gives. Content that is there already is written again: that costs a transfer, and mends what
// the store may have damaged.
func (v *S3) Put(ctx context.Context, r io.Reader) (Blob, error) {
	spooled, err := os.CreateTemp(v.spool, "bts-vault-")
	if err != nil {
		return Blob{}, fault.New(fault.Unavailable, "there is no room for temporary files").WithCause(err).WithRemedy("Free space, or name another folder in TMPDIR.")
	}
	defer os.Remove(spooled.Name())
	defer spooled.Close()
	hash, source := sha256.New(), &reader{ctx: ctx, from: r}
	size, err := io.Copy(io.MultiWriter(spooled, hash), source)
	if source.err != nil {
		return Blob{}, fault.Wrap(source.err, "vault.Put")
	}
	if err != nil {
		return Blob{}, fault.New(fault.Unavailable, "the folder for temporary files is full or cannot be written").WithCause(err).WithRemedy("Free space, or name another folder in TMPDIR.")
	}
	if _, err := spooled.Seek(0, io.SeekStart); err != nil {
		return Blob{}, fault.New(fault.Unavailable, "a temporary file cannot be read back").WithCause(err)
	}
	blob := Blob{SHA256: hex.EncodeToString(hash.Sum(nil)), Bytes: size}
	_, err = v.client.PutObject(ctx, v.bucket, v.key(blob.SHA256), spooled, size, minio.PutObjectOptions{ContentType: "application/octet-stream", SendContentMd5: true})
	if err != nil {
		return Blob{}, v.explain(ctx, err)
	}
	return blob, nil
}

// Get opens a blob; its bytes come as they are asked for.
func (v *S3) Get(ctx context.Context, sha256 string) (io.ReadSeekCloser, error) {
	if err := checkAddress(sha256); err != nil {
		return nil, err
	}
	object, err := v.client.GetObject(ctx, v.bucket, v.key(sha256), minio.GetObjectOptions{})
	if err == nil {
		_, err = object.Stat()
	}
	if err != nil {
		if gone(err) {
			return nil, missing(sha256)
		}
		return nil, v.explain(ctx, err)
	}
	return object, nil
}

// Check reads a blob again.
func (v *S3) Check(ctx context.Context, address string) error {
	blob, err := v.Get(ctx, address)
	if err != nil {
		return err
	}
	defer blob.Close() // only read
	hash := sha256.New()
	if _, err := io.Copy(hash, &reader{ctx: ctx, from: blob}); err != nil {
		return v.explain(ctx, err)
	}
	if found := hex.EncodeToString(hash.Sum(nil)); found != address {
		return fault.New(fault.Corrupt, "the file %s has changed in the vault: its bytes now hash to %s", address[:12], found[:12]).
			WithRemedy("Do not use it. Restore it from a backup, or import the original again, and check the store.")
	}
	return nil
}

// gone reports whether an error says that an object is not there.
func gone(err error) bool {
	code := minio.ToErrorResponse(err).Code
	return code == "NoSuchKey" || code == "NotFound"
}

// explain is what a person can do about an error of the store.
func (v *S3) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fault.Wrap(ctx.Err(), "vault")
	}
	out := fault.New(fault.Unavailable, "the bucket %s cannot be used", v.bucket).WithCause(err)
	switch minio.ToErrorResponse(err).Code {
	case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch":
		return out.WithRemedy("Check the key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that it may read and write this bucket.")
	case "NoSuchBucket":
		return out.WithRemedy("Make the bucket first.")
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return out.WithRemedy("The store does not answer in time; it is tried again.")
	}
	return out.WithRemedy("Check the endpoint and the network.")
}
