import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { procedureAnswerFor } from './answers';
import { readLogin, type Login } from './login7';
import { challenge, readAuthenticate } from './ntlm';
import { PacketReader, toPackets, TYPE, type Message } from './packets';
import { preloginAnswer } from './prelogin';
import { readBatch, readExecuteSql, type Query } from './requests';
import type { Fate, TdsServerOptions } from './server';
import { tlsFirst, tlsInsidePrelogin } from './tls';
import { done, errorToken, fedAuthInfo, loginAck, sspiToken } from './tokens';

const LOGIN_FAILED = 18456;

/** One client at the server: what it sent, and how far it has come. */
export class TdsConnection {
  /** Every byte as it came over the network. */
  readonly received: Buffer[] = [];
  readonly queries: Query[] = [];
  readonly batches: string[] = [];
  login: Login | undefined;
  /** The user that NTLM proved, or the access token that was sent. */
  proof: string | undefined;
  alpn: string | false | null | undefined;
  private stream: Duplex;
  private reader = new PacketReader();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly options: TdsServerOptions,
  ) {
    socket.on('data', (chunk: Buffer) => this.received.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => clearInterval(this.timer));
    this.stream = socket;
    if (options.encryption === 'strict') this.useTls(tlsFirst(socket, pairOf(options), options.tls));
    else this.listen(socket);
  }

  private listen(stream: Duplex): void {
    this.stream = stream;
    this.reader = new PacketReader();
    stream.on('data', this.onData);
  }

  private useTls(stream: ReturnType<typeof tlsFirst>): void {
    // Not before the alert has gone, which says why.
    stream.on('error', () => setImmediate(() => this.socket.end()));
    stream.on('secure', () => (this.alpn = stream.alpnProtocol));
    this.listen(stream);
  }

  private readonly onData = (chunk: Buffer): void => {
    for (const message of this.reader.push(chunk)) this.take(message);
  };

  private take({ type, data }: Message): void {
    if (type === TYPE.prelogin) this.answerPrelogin();
    else if (type === TYPE.login7) this.answerLogin(readLogin(data));
    else if (type === TYPE.sspi) this.answerNtlm(data);
    else if (type === TYPE.fedAuthToken) this.answerToken(data);
    else if (type === TYPE.batch) this.answerBatch(readBatch(data));
    else if (type === TYPE.rpc) this.answerQuery(data);
  }

  private answerPrelogin(): void {
    const { encryption = 'on', azure = false } = this.options;
    const answer = preloginAnswer(encryption === 'strict' ? 'not-supported' : encryption, azure);
    if (!this.reply(answer, this.options.prelogin)) return;
    if (encryption !== 'on' && encryption !== 'required') return;
    this.socket.off('data', this.onData);
    if (this.options.noHandshake) return;
    this.useTls(tlsInsidePrelogin(this.socket, pairOf(this.options), this.options.tls));
  }

  private answerLogin(login: Login): void {
    this.login = login;
    if (this.options.azure)
      this.reply(
        fedAuthInfo(this.options.azureAuthority ?? 'https://login.test/', 'https://database.windows.net/'),
      );
    else if (login.sspi.length > 0) this.reply(sspiToken(challenge('CONTOSO')));
    else this.finishLogin(login.user === this.options.user && login.password === this.options.password);
  }

  private answerNtlm(data: Buffer): void {
    const { user, domain, proven } = readAuthenticate(data, this.options.password ?? '');
    this.proof = `${domain}\\${user}`;
    this.finishLogin(proven && user === this.options.user);
  }

  private answerToken(data: Buffer): void {
    this.proof = data.toString('utf16le', 8);
    this.finishLogin(true);
  }

  private finishLogin(accepted: boolean): void {
    const database = this.login?.database ?? '';
    const number = accepted ? this.options.refuseDatabases?.[database] : LOGIN_FAILED;
    if (number === undefined) this.reply(loginAck(database), this.options.afterLogin);
    else
      this.reply(
        Buffer.concat([errorToken({ number, message: `refused ${this.login?.password ?? ''}` }), done(0x02)]),
      );
  }

  private answerBatch(sql: string): void {
    this.batches.push(sql);
    this.reply(done());
  }

  private answerQuery(data: Buffer): void {
    const query = { database: this.login?.database ?? '', ...readExecuteSql(data) };
    this.queries.push(query);
    const { answer, fate } = procedureAnswerFor(query, this.options);
    this.reply(answer, fate);
  }

  /** Sends an answer in the way that the test wants it; false when it will never be whole. */
  private reply(data: Buffer, fate?: Fate): boolean {
    const packets = toPackets(TYPE.reply, data);
    if (fate === undefined) this.stream.write(packets);
    else if (fate === 'trickle') this.trickle(packets);
    else if (fate === 'close')
      this.stream.write(packets.subarray(0, packets.length / 2), () => this.socket.destroy());
    else if (fate === 'close-inside')
      this.stream.write(halfMessage(data), () => setImmediate(() => this.socket.end()));
    else if (fate === 'no-packet') this.stream.write(Buffer.from([TYPE.reply, 1, 0, 3, 0, 0, 0, 0]));
    else if (fate === 'garbage') this.stream.write(toPackets(TYPE.reply, Buffer.alloc(64, 0x07)));
    return fate === undefined;
  }

  private trickle(bytes: Buffer): void {
    let at = 0;
    this.timer = setInterval(() => this.stream.write(bytes.subarray(at++, at)), this.options.trickleMs ?? 40);
  }
}

/** The first of two packets: whole in itself, but not the end of the message. */
function halfMessage(data: Buffer): Buffer {
  const packets = toPackets(TYPE.reply, data.subarray(0, data.length / 2));
  packets.writeUInt8(0, 1);
  return packets;
}

function pairOf({ certificate }: TdsServerOptions): { key: string; cert: string } {
  if (!certificate) throw new Error('this encryption needs a certificate');
  return certificate;
}
