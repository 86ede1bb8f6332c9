import { makeAuthority, type Authority } from './certificates';
import { startEstate } from './estate';
import type { TdsServer, TdsServerOptions } from './server';

/** What the tests of one file share: an authority for all of them, a server for each. */
export class Secured {
  private made: Authority | undefined;
  private running: TdsServer | undefined;

  /** Registers the making and the taking away with the test runner. */
  constructor() {
    beforeAll(async () => {
      this.made = await makeAuthority();
    });
    afterEach(() => this.running?.close());
    afterAll(() => this.made?.remove());
  }

  get authority(): Authority {
    if (!this.made) throw new Error('there is no authority before the first test');
    return this.made;
  }

  get server(): TdsServer {
    if (!this.running) throw new Error('no server has been started');
    return this.running;
  }

  /** Starts a server with the authority's certificate; its address, by the name that is in it. */
  async start(options: TdsServerOptions): Promise<string> {
    this.running = await startEstate({ certificate: this.authority.certificate, ...options });
    return `localhost,${this.running.port}`;
  }
}
