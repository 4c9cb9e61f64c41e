// The servers that are not moto: s3rver for S3 and dynalite for DynamoDB, each on a free port of
// 127.0.0.1, with what they keep in memory or below the directory given.
//
// Prints a line with both addresses once they listen, and ends with its standard input.

'use strict'

const crypto = require('crypto')

const dynalite = require('dynalite')
const S3rver = require('s3rver')

const LOOPBACK = '127.0.0.1'

// s3rver encrypts its tokens with a random vector of 8 bytes. With a fixed one, both sides are given
// the same tokens, and their requests can be compared.
const { randomBytes } = crypto
crypto.randomBytes = (size, ...rest) =>
  size === 8 ? Buffer.alloc(size, 0xd4) : randomBytes(size, ...rest)

async function startS3(directory) {
  const options = { address: LOOPBACK, port: 0, silent: true, directory, serviceEndpoint: 'localhost' }
  return (await new S3rver(options).run()).port
}

function startDynamo() {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, LOOPBACK, () => resolve(server.address().port))
  })
}

async function main() {
  const [s3, dynamo] = await Promise.all([startS3(process.argv[2]), startDynamo()])
  console.log(`${LOOPBACK}:${s3} ${LOOPBACK}:${dynamo}`)
  process.stdin.on('end', () => process.exit(0)).resume()
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
