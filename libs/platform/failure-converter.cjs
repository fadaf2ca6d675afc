/**
 * Failure converter of the product: message and stack trace go into the encoded attributes, which the payload codec
 * encrypts. The SDK loads this file by path, in Node and in the workflow sandbox.
 */
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
