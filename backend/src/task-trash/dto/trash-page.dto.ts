import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TrashedTaskDto } from './trashed-task.dto';

@ApiSchema({ name: 'TrashPage' })
export class TrashPageDto {
  @ApiProperty({ type: [TrashedTaskDto] })
  items!: TrashedTaskDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Opaque; null on the last page.' })
  nextCursor!: string | null;
}
