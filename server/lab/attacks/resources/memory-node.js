// Tries: has all memory of the machine in a program that manages its own.
// Layer: data limit
// How: another language's heap ends there as well
// Reads: Array buffer allocation failed|out of memory|SIGTRAP|SIGABRT
// Ends: any
const blocks = []
for (let count = 0; count < 4_000; count += 1) {
  blocks.push(Buffer.alloc(1 << 20, count))
  if (count === 300) console.log('broke: 300 MB')
}
